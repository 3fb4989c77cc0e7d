import { expect, it } from 'vitest';
import { runGate } from './mutant-gate.ts';
import { DIRECTED, MUTANTS, NOT_FOUND_AGAIN, SEEDS } from './mutants.ts';

/** The whole gate takes a minute or two on two cores; a mutant whose seed is out of date takes a search. */
const GATE_MS = 1_800_000;
const SEARCH_MS = 120_000;

it('names mutants that there are', () => {
  const names = MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(DIRECTED), ...Object.keys(SEEDS), ...NOT_FOUND_AGAIN]));
});

it(
  'finds every guard that is taken out',
  async () => {
    const sought = MUTANTS.filter(({ name }) => !NOT_FOUND_AGAIN.includes(name));
    const trials = await runGate(sought, { budgetMs: SEARCH_MS });
    const living = trials.filter(({ killedBy }) => killedBy === null).map(({ mutant }) => mutant);
    console.log(
      `mutants: killed ${trials.length - living.length} / total ${MUTANTS.length}, not found again: ${NOT_FOUND_AGAIN.join(', ')}`,
    );
    expect(living).toEqual([]);
    expect(trials.length).toBeGreaterThanOrEqual(22);
  },
  GATE_MS,
);
