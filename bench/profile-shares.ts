/** Where the main thread's time goes, by the stage whose files it is spent in. */
import { type Profiler, Session } from 'node:inspector/promises';

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
  ['posting-groups', 'postings'],
  ['grouped-index', 'postings'],
  ['sqlite-catalog', 'catalog'],
  ['sqlite-records', 'catalog'],
  ['recent-records', 'catalog'],
  ['record-rows', 'catalog'],
  ['lasting-rows', 'catalog'],
  ['named-values', 'catalog'],
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

/** SQLite's commits, which wait for the disk: what runs in `exec`. */
export const COMMITS = 'commits';

/** Runs the work with the profiler on, which samples the main thread by the clock. */
export async function profiled(work: () => Promise<unknown>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
}

/**
 * Microseconds of each stage in what the main thread did, waiting for commits included. A sample belongs to the innermost function on
 * the stack whose file names a stage.
 */
export function microsOfStages({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Map<string, number> {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const visit = (id: number, inherited: string) => {
    const { callFrame, children = [] } = known.get(id)!;
    const stage = stageOf(callFrame) ?? inherited;
    stages.set(id, stage);
    for (const child of children) visit(child, stage);
  };
  visit(nodes[0]!.id, 'rest');
  const micros = new Map<string, number>();
  samples.forEach((id, i) => {
    const stage = stages.get(id)!;
    if (stage !== 'idle') micros.set(stage, (micros.get(stage) ?? 0) + timeDeltas[i]!);
  });
  return micros;
}

function stageOf({ functionName, url }: { functionName: string; url: string }): string | null {
  if (functionName === '(idle)') return 'idle';
  if (functionName.startsWith('(garbage')) return 'garbage collection';
  if (functionName === 'exec' && url === '') return COMMITS;
  return STAGES.find(([part]) => url.includes(part))?.[1] ?? null;
}
