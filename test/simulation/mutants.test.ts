import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runGate } from './mutant-gate.ts';
import { DIRECTED, MUTANTS, SEEDS } from './mutants.ts';

/** The whole gate takes a minute on two cores; a mutant whose seed is out of date takes a search. */
const GATE_MS = 1_800_000;
const SEARCH_MS = 120_000;

it('names mutants that there are', () => {
  const names = MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining([...Object.keys(DIRECTED), ...Object.keys(SEEDS)]));
});

it('uses every directed schedule', () => {
  const schedules = readdirSync(join(import.meta.dirname, 'directed')).filter((name) => name !== 'stage.ts');
  const used = new Set(Object.values(DIRECTED).map((name) => `${name}.ts`));
  expect(schedules.sort()).toEqual([...used].sort());
});

it(
  'finds every guard that is taken out',
  async () => {
    const trials = await runGate(MUTANTS, { budgetMs: SEARCH_MS });
    const living = trials.filter(({ killedBy }) => killedBy === null).map(({ mutant }) => mutant);
    console.log(`mutants: killed ${trials.length - living.length} / total ${trials.length}`);
    expect(living).toEqual([]);
  },
  GATE_MS,
);
