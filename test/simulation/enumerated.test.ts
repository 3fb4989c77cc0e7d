import { describe, expect, it } from 'vitest';
import { runScenario, SINGLE_FAULTS } from './enumerated.ts';
import { loadPipeline } from './pipeline.ts';

const TIMEOUT_MS = 600_000;

describe.each(['local', 'stream'] as const)('the small scenario, exported in %s mode', (mode) => {
  it(
    'keeps every promise whatever single call is struck',
    async () => {
      const pipeline = await loadPipeline();
      const { calls, violation } = await runScenario(pipeline, mode, null);
      expect(violation).toBeNull();
      const broken: string[] = [];
      let runs = 0;
      for (let call = 1; call <= calls; call++) {
        for (const kind of SINGLE_FAULTS) {
          const outcome = await runScenario(pipeline, mode, { kind, call });
          runs++;
          expect(outcome.label).not.toBe('');
          if (outcome.violation) broken.push(`${kind} at ${outcome.label} (call ${call}): ${outcome.violation}`);
        }
      }
      console.log(`${mode}: ${calls} port calls, ${runs} single faults, ${broken.length} violations`);
      expect(broken).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
