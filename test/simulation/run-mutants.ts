/** `node test/simulation/run-mutants.ts [--only NAME] [--seconds N] [--from S]`: which mutants are killed, and by what. */
import { parseArgs } from 'node:util';
import { runGate } from './mutant-gate.ts';
import { MUTANTS } from './mutants.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    /** For the search, each mutant. */
    seconds: { type: 'string', default: '40' },
    from: { type: 'string', default: '1' },
  },
});

const mutants = values.only.length > 0 ? MUTANTS.filter(({ name }) => values.only.includes(name)) : MUTANTS;
const trials = await runGate(mutants, {
  budgetMs: Number(values.seconds) * 1000,
  from: Number(values.from),
  onTrial: ({ mutant, killedBy, seconds }) =>
    console.log(`${mutant.padEnd(76)} ${seconds.toFixed(1).padStart(5)} s  ${killedBy ?? 'LIVES'}`),
});
const killed = trials.filter(({ killedBy }) => killedBy !== null).length;
console.log(`killed ${killed} / total ${trials.length}`);
process.exitCode = killed === trials.length ? 0 : 1;
