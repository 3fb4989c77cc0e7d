/** Runs the simulation on copies of the code that lack a guard: each must break a promise. */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { copyWith } from './copies.ts';
import type { Schedule } from './directed/stage.ts';
import { DIRECTED, type Mutant, SEEDS } from './mutants.ts';
import { loadPipeline, type Pipeline } from './pipeline.ts';
import { runInChild } from './seeds.ts';
import { simulate } from './simulate.ts';

export interface Trial {
  readonly mutant: string;
  /** By which schedule or seed, and which promise it broke; null: it lived. */
  readonly killedBy: string | null;
  readonly seconds: number;
}

export interface GateOptions {
  /** How long the search for a killing seed may take, each mutant. */
  readonly budgetMs: number;
  /** Where the search begins. */
  readonly from?: number;
  readonly onTrial?: (trial: Trial) => void;
}

const PROCESSES = 2;
/** A schedule takes some tenths of a second. */
const SCHEDULE_MS = 60_000;
/** Seeds that one process tries: few, so that a budget is kept. */
const CHUNK = 40;
/** A mistake in the mutant is no proof that its guard is needed. */
const MISTAKE = /(?:Type|Reference|Syntax)Error/;

export async function runGate(mutants: readonly Mutant[], options: GateOptions): Promise<Trial[]> {
  const own = await loadPipeline();
  const waiting = [...mutants];
  const trials: Trial[] = [];
  const attendant = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const trial = await attempt(mutant, own, options);
      trials.push(trial);
      options.onTrial?.(trial);
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, attendant));
  return trials;
}

async function attempt(mutant: Mutant, own: Pipeline, options: GateOptions): Promise<Trial> {
  const began = performance.now();
  const root = copyWith(mutant.name.replaceAll(/[^a-z]+/g, '-'), mutant.edits);
  const schedule = DIRECTED[mutant.name];
  const killedBy = await (schedule ? direct(schedule, own, root) : search(mutant, own, root, options));
  rmSync(root, { recursive: true });
  return { mutant: mutant.name, killedBy, seconds: (performance.now() - began) / 1000 };
}

/** The schedule must pass on the real code, and fail on the mutant. */
async function direct(name: string, own: Pipeline, root: string): Promise<string | null> {
  const { default: schedule }: { default: Schedule } = await import(`./directed/${name}.ts`);
  await ending(name, schedule(own));
  try {
    await ending(name, schedule(await loadPipeline(root)));
    return null;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AssertionError') throw error;
    return `directed/${name}`;
  }
}

/** A schedule that stops a worker before a call that the code makes no more would wait for ever. */
async function ending(name: string, running: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  const tooLong = sleep(SCHEDULE_MS, undefined, { signal: waiting.signal }).then(() => {
    throw new Error(`directed/${name} waits for a call that doesn't come.`);
  });
  try {
    await Promise.race([running, tooLong]);
  } finally {
    tooLong.catch(() => undefined);
    waiting.abort();
  }
}

async function search(
  { name }: Mutant,
  own: Pipeline,
  root: string,
  { budgetMs, from: first = 1 }: GateOptions,
): Promise<string | null> {
  const deadline = performance.now() + budgetMs;
  const known = SEEDS[name];
  let from = known ?? first;
  let seeds = known === undefined ? CHUNK : 1;
  while (performance.now() < deadline) {
    const { violation } = await runInChild({ from, seeds }, ['--root', root]);
    if (violation && !MISTAKE.test(violation.message) && !(await simulate(violation.seed, own)).violation)
      return `seed ${violation.seed}: ${violation.message.slice(0, MESSAGE_CHARS).replaceAll('\n', ' ')}`;
    from = from === known && seeds === 1 ? first : violation ? violation.seed + 1 : from + seeds;
    seeds = CHUNK;
  }
  return null;
}

const MESSAGE_CHARS = 70;
