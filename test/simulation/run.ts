/** `node test/simulation/run.ts --seeds N --from S [--processes P]`: any number of seeds, with the figures; ends at the first violation. */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { copyWithLookLimit } from './copies.ts';
import { loadPipeline, OWN_ROOT } from './pipeline.ts';
import { runInProcesses, runSeeds, type Totals, total } from './seeds.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    processes: { type: 'string', default: '1' },
    /** Steps of the trace that a violation prints. */
    trace: { type: 'string', default: '40' },
    /** Prints only the steps that mention one of these, separated by commas. */
    about: { type: 'string', default: '' },
    /** Where `lib` is. */
    root: { type: 'string', default: OWN_ROOT },
    'look-limit': { type: 'string' },
  },
});

const range = { from: Number(values.from), seeds: Number(values.seeds) };
const root = values['look-limit'] ? copyWithLookLimit(Number(values['look-limit'])) : values.root;
const processes = Number(values.processes);
const began = performance.now();
const totals =
  processes > 1
    ? await runInProcesses(range, processes, ['--root', root, '--trace', values.trace])
    : await runSeeds(await loadPipeline(root), range, Number(values.trace));
if (root !== values.root) rmSync(root, { recursive: true });
if (process.send) process.send(totals);
else print(totals, (performance.now() - began) / 1000);
process.exitCode = totals.violation ? 1 : 0;

function print({ seeds, steps, checks, commits, faults, calls, violation }: Totals, seconds: number): void {
  if (violation) {
    const about = values.about.split(',');
    for (const line of violation.trace) if (about.some((name) => line.includes(name))) console.log(line);
    console.log(`\nseed ${violation.seed} breaks ${violation.message}\n`);
  }
  const rate = Math.round(steps / seconds);
  console.log(`${seeds} seeds, ${steps} steps, ${total(faults)} faults, ${commits} commits, ${checks} checks`);
  console.log(`${seconds.toFixed(1)} s, ${rate} steps/s, ${violation ? 1 : 0} violations`);
  console.log('faults:', faults);
  console.log('calls:', calls);
}
