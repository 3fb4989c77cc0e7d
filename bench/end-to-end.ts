/**
 * Articles a CPU-second from JSON lines to a lake in a folder, and where the time goes:
 * `node bench/end-to-end.ts [--articles 20000] [--profile FILE]`.
 *
 * The first run has everything to load and compile, as a short command has; the second is measured without a profiler, the third
 * with one for the shares. A sample belongs to the innermost function on the stack whose file names a stage. The profiler sees
 * the main thread by the clock; its shares are of all the CPU time that the run took.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deliveredObjects } from '../lib/adapters/local/delivered-objects.ts';
import { openLocal } from '../lib/adapters/local/open-local.ts';
import { parser } from '../lib/core/parser.ts';
import { type IngestProgress, ingest } from '../lib/pipeline/ingest.ts';
import { generateArticles } from './generate-corpus.ts';

const { values: options } = parseArgs({
  options: { articles: { type: 'string', default: '20000' }, profile: { type: 'string' } },
});
const ARTICLES = Number(options.articles);

/** The first that a file's path contains. */
const STAGES: readonly (readonly [part: string, stage: string])[] = [
  ['lib/core/decode/', 'decode'],
  ['lib/core/normalize/', 'normalize'],
  ['lib/core/extract/language', 'language'],
  ['lib/core/extract/stop-words', 'language'],
  ['lib/core/extract/', 'extract'],
  ['lib/core/fingerprint/', 'fingerprint'],
  ['wasm://', 'fingerprint'],
  ['lib/core/dedupe/', 'dedupe'],
  ['sqlite-postings', 'postings'],
  ['posting-log', 'postings'],
  ['posting-index', 'postings'],
  ['sqlite-catalog', 'catalog'],
  ['sqlite-records', 'catalog'],
  ['recent-records', 'catalog'],
  ['record-rows', 'catalog'],
  ['core/freeze', 'catalog'],
  ['adapters/local/database', 'catalog'],
  ['sqlite-queue', 'queue'],
  ['arrow', 'segments (Arrow)'],
  ['hyparquet', 'Parquet'],
  ['parquet', 'Parquet'],
  ['pipeline/export', 'export'],
  ['lib/core/lake/', 'export'],
  ['pipeline/settle', 'settling'],
  ['pipeline/judging', 'settling'],
  ['pipeline/', 'pipeline'],
  ['adapters/local/', 'files'],
];

/** CPU seconds of all threads. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function ingestInto(folder: string, path: string): Promise<Map<string, number>> {
  const lake = await openLocal(folder);
  const phases = new Map<string, number>();
  let phase: IngestProgress['stage'] = 'ingest';
  let since = cpuSeconds();
  const enter = (next: IngestProgress['stage']) => {
    const now = cpuSeconds();
    phases.set(phase, (phases.get(phase) ?? 0) + now - since);
    phase = next;
    since = now;
  };
  let ids = 0;
  try {
    await ingest(lake, deliveredObjects(lake, [path]), {
      parser,
      newId: () => `${process.pid}-${ids++}`,
      onProgress: ({ stage }) => enter(stage),
    });
  } finally {
    lake.close();
  }
  enter(phase);
  return phases;
}

/** The share of each stage in what the main thread did. */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): (readonly [stage: string, share: number])[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const visit = (id: number, inherited: string) => {
    const { callFrame, children = [] } = known.get(id)!;
    const own = callFrame.functionName.startsWith('(garbage') ? 'garbage collection' : stageOf(callFrame.url);
    const stage = callFrame.functionName === '(idle)' ? 'idle' : (own ?? inherited);
    stages.set(id, stage);
    for (const child of children) visit(child, stage);
  };
  visit(nodes[0]!.id, 'rest');
  const micros = new Map<string, number>();
  let sum = 0;
  samples.forEach((id, i) => {
    const stage = stages.get(id)!;
    if (stage === 'idle') return;
    micros.set(stage, (micros.get(stage) ?? 0) + timeDeltas[i]!);
    sum += timeDeltas[i]!;
  });
  return [...micros].map(([stage, spent]) => [stage, spent / sum] as const).sort(([, a], [, b]) => b - a);
}

function stageOf(url: string): string | null {
  return STAGES.find(([part]) => url.includes(part))?.[1] ?? null;
}

async function profiled(work: () => Promise<unknown>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}

const scratch = mkdtempSync(join(tmpdir(), 'end-to-end-'));
try {
  const path = join(scratch, 'articles.jsonl');
  const lines = generateArticles({ count: ARTICLES, seed: 1 }).map(
    ({ name, kind, text }) => `${JSON.stringify({ id: name, text: kind === 'binary' ? '' : text })}\n`,
  );
  writeFileSync(path, [...lines].join(''));
  console.log(`${ARTICLES} articles, ${Math.round(statSync(path).size / ARTICLES)} bytes each`);

  for (const run of ['first run', 'second run']) {
    const before = cpuSeconds();
    const phases = await ingestInto(join(scratch, run), path);
    const seconds = cpuSeconds() - before;
    console.log(`${run}: ${Math.round(ARTICLES / seconds)} articles per CPU-second (${seconds.toFixed(2)} s)`);
    const parts = [...phases].map(([phase, spent]) => `${phase} ${((spent / ARTICLES) * 1e6).toFixed(1)}`);
    console.log(`  µs an article: ${parts.join(', ')}`);
  }

  const before = cpuSeconds();
  const profile = await profiled(() => ingestInto(join(scratch, 'third run'), path));
  const seconds = cpuSeconds() - before;
  if (options.profile !== undefined) writeFileSync(options.profile, JSON.stringify(profile));
  console.log('with the profiler, µs an article:');
  for (const [stage, share] of sharesOf(profile)) {
    const micros = ((share * seconds) / ARTICLES) * 1e6;
    console.log(`  ${stage.padEnd(20)} ${micros.toFixed(1).padStart(7)} ${(100 * share).toFixed(1).padStart(5)} %`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
