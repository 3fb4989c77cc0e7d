/**
 * Articles a CPU-second on one machine, and where the time goes: `node bench/end-to-end.ts [--articles 20000] [--only dedupe|whole]
 * [--profile FILE]`. Two figures, of the same texts in JSON Lines and each with a lake of its own in a folder:
 *
 * - dedupe: deduplication alone, from a text to its verdict, settled and durable in the local catalog. All of it counts: reading the
 *   file, fingerprints, the index, the records' two writes, the texts' segments, judging, messages, clusters. Cleaning and the tables
 *   don't: each text is taken as it is, with empty metadata.
 * - whole: the ingest as users have it, with decoding, cleaning, extracting and the export to Parquet.
 *
 * CPU time is that of all threads. What the process waits for the disk at commits is no CPU time and told apart.
 * The first run has everything to load and compile, as a short command has; the second is measured without a profiler, the third
 * with one for the shares, which are the main thread's by the clock, less what it waited at commits.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { deliveredObjects } from '../lib/adapters/local/delivered-objects.ts';
import { type LocalLake, openLocal } from '../lib/adapters/local/open-local.ts';
import { parser } from '../lib/core/parser.ts';
import { assignClusters } from '../lib/pipeline/cluster.ts';
import { ingest } from '../lib/pipeline/ingest.ts';
import { type ReconcileOptions, reconcile } from '../lib/pipeline/reconcile.ts';
import { drain } from '../lib/pipeline/work.ts';
import { plainParser } from '../test/support/plain-parser.ts';
import { generateArticles } from './generate-corpus.ts';
import { COMMITS, microsOfStages, profiled } from './profile-shares.ts';

const { values: options } = parseArgs({
  options: { articles: { type: 'string', default: '20000' }, only: { type: 'string' }, profile: { type: 'string' } },
});
const ARTICLES = Number(options.articles);
const micros = (seconds: number) => ((seconds / ARTICLES) * 1e6).toFixed(1);

/** Ingests the file, calling `enter` as each phase begins. */
type Work = (lake: LocalLake, path: string, enter: (phase: string) => void) => Promise<void>;

let ids = 0;
const newId = () => `${process.pid}-${ids++}`;

const WORKS: Readonly<Record<string, readonly [title: string, work: Work]>> = {
  dedupe: [
    'deduplication alone, from a text to its verdict in the local catalog',
    async (lake, path, enter) => {
      const withoutCleaning: ReconcileOptions = { parser: plainParser(), newId };
      for await (const { bucket, key } of deliveredObjects(lake, [path]))
        await reconcile(lake, [{ bucket, key }], withoutCleaning);
      enter('judge');
      await drain(lake, withoutCleaning);
      enter('cluster');
      await assignClusters(lake);
    },
  ],
  whole: [
    'the whole ingest, from JSON Lines to tables',
    async (lake, path, enter) => {
      await ingest(lake, deliveredObjects(lake, [path]), { parser, newId, onProgress: ({ stage }) => enter(stage) });
    },
  ],
};

/** CPU seconds of all threads. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Counts the seconds in which the main thread is in `exec`, which begins and commits transactions, and has no CPU. */
const waiting = { seconds: 0 };
const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  const cpu = process.threadCpuUsage();
  const since = performance.now();
  exec.call(this, sql);
  const { user, system } = process.threadCpuUsage(cpu);
  waiting.seconds += Math.max(0, (performance.now() - since) / 1e3 - (user + system) / 1e6);
};

interface Run {
  readonly seconds: number;
  readonly waited: number;
  readonly phases: ReadonlyMap<string, number>;
}

async function run(work: Work, folder: string, path: string): Promise<Run> {
  const before = cpuSeconds();
  const waitedBefore = waiting.seconds;
  const phases = new Map<string, number>();
  let phase = 'ingest';
  let since = before;
  const enter = (next: string) => {
    const now = cpuSeconds();
    phases.set(phase, (phases.get(phase) ?? 0) + now - since);
    phase = next;
    since = now;
  };
  const lake = await openLocal(folder);
  try {
    await work(lake, path, enter);
  } finally {
    lake.close();
  }
  enter(phase);
  return { seconds: cpuSeconds() - before, waited: waiting.seconds - waitedBefore, phases };
}

async function measure(name: string, title: string, work: Work, scratch: string, path: string): Promise<void> {
  console.log(`\n${title}`);
  for (const which of ['first run', 'second run']) {
    const { seconds, waited, phases } = await run(work, join(scratch, `${name} ${which}`), path);
    console.log(`${which}: ${Math.round(ARTICLES / seconds)} articles per CPU-second (${seconds.toFixed(2)} s)`);
    const parts = [...phases].map(([phase, spent]) => `${phase} ${micros(spent)}`);
    console.log(`  µs an article: ${parts.join(', ')}; besides, waiting for the disk at commits ${micros(waited)}`);
  }

  let last: Run | undefined;
  const profile = await profiled(async () => {
    last = await run(work, join(scratch, `${name} third run`), path);
  });
  if (options.profile !== undefined) writeFileSync(`${options.profile}-${name}.cpuprofile`, JSON.stringify(profile));
  const stages = microsOfStages(profile);
  stages.set(COMMITS, (stages.get(COMMITS) ?? 0) - last!.waited * 1e6);
  console.log('with the profiler, µs an article:');
  for (const [stage, spent] of [...stages].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${stage.padEnd(20)} ${micros(spent / 1e6).padStart(7)}`);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'end-to-end-'));
try {
  const path = join(scratch, 'articles.jsonl');
  const lines = generateArticles({ count: ARTICLES, seed: 1 }).map(
    ({ name, kind, text }) => `${JSON.stringify({ id: name, text: kind === 'binary' ? '' : text })}\n`,
  );
  writeFileSync(path, [...lines].join(''));
  console.log(`${ARTICLES} articles, ${Math.round(statSync(path).size / ARTICLES)} bytes each`);
  for (const [name, [title, work]] of Object.entries(WORKS)) {
    if (options.only === undefined || options.only === name) await measure(name, title, work, scratch, path);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
