/**
 * Kills real processes with SIGKILL at random moments of an ingest, starts them again, and compares the lake with one that
 * was never disturbed: `node test/kill/kill.ts --kills 20 --articles 2000 --workers 1`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateArticles, writeFiles } from '../../bench/generate-corpus.ts';

const CLI = join(import.meta.dirname, '../../bin/article-lake.ts');
/** Kills that one lake must survive before it may finish. */
const KILLS_PER_LAKE = 5;
/** Revisions count attempts, so a killed run has higher ones; all else must be equal. */
const ROWS = `
  SELECT d.* EXCLUDE (revision, text_revision), t.* EXCLUDE (revision, document_id, ingested_date)
  FROM documents d LEFT JOIN document_texts t ON t.document_id = d.document_id AND t.revision = d.text_revision ORDER BY d.document_id`;
const REJECTED = 'SELECT * EXCLUDE (revision) FROM rejections ORDER BY document_id';
const DOUBLED = `
  SELECT (SELECT count(*) - count(DISTINCT document_id) FROM documents)
       + (SELECT count(*) - count(DISTINCT document_id) FROM document_texts)
       + (SELECT count(*) - count(DISTINCT document_id) FROM rejections)`;

export interface KillReport {
  readonly kills: number;
  readonly lakes: number;
  /** Rows of the undisturbed lake. */
  readonly rows: number;
  /** Rows that a killed lake lacked or had otherwise, over all lakes. */
  readonly lost: number;
  readonly doubled: number;
}

/** Random only in its moments: what is expected doesn't depend on them. */
export async function killRuns(options: {
  kills: number;
  articles: number;
  workers: number;
  log?: (line: string) => void;
}): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-kill-'));
  try {
    const articles = join(folder, 'articles');
    writeFiles(articles, generateArticles({ count: options.articles, seed: 7 }));
    const calm = join(folder, 'calm');
    const started = performance.now();
    await finished(ingest(articles, calm));
    const duration = performance.now() - started;
    const expected = [...(await query(calm, ROWS)), ...(await query(calm, REJECTED))];
    options.log?.(`undisturbed: ${expected.length} rows in ${Math.round(duration)} ms`);

    const report = { kills: 0, lakes: 0, rows: expected.length, lost: 0, doubled: 0 };
    while (report.kills < options.kills) {
      const lake = join(folder, `lake-${report.lakes}`);
      report.kills += await killAtRandom(
        articles,
        lake,
        options.workers,
        Math.min(KILLS_PER_LAKE, options.kills - report.kills),
        duration,
      );
      report.lakes++;
      const rows = new Set([...(await query(lake, ROWS)), ...(await query(lake, REJECTED))]);
      const lost = expected.filter((row) => !rows.has(row));
      report.lost += lost.length;
      const idOf = (row: string) => JSON.parse(row).document_id;
      for (const row of lost) options.log?.(`expected ${row}\ngot      ${[...rows].find((other) => idOf(other) === idOf(row))}`);
      report.doubled += Number(Object.values(JSON.parse((await query(lake, DOUBLED))[0]!))[0]);
      options.log?.(`${report.kills} kills, ${report.lakes} lakes: lost ${report.lost}, doubled ${report.doubled}`);
      rmSync(lake, { recursive: true });
    }
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Keeps `workers` ingests running on one lake and kills one after the other, then lets the last run to its end. */
async function killAtRandom(articles: string, lake: string, workers: number, kills: number, duration: number): Promise<number> {
  let killed = 0;
  while (killed < kills) {
    const running = Array.from({ length: workers }, () => ingest(articles, lake));
    for (const child of running) {
      await new Promise((resolve) => setTimeout(resolve, (Math.random() * duration) / workers));
      if (child.exitCode === null && child.kill('SIGKILL')) killed++;
    }
    await Promise.all(running.map(ended));
  }
  const last = Array.from({ length: workers }, () => ingest(articles, lake));
  await Promise.all(last.map(finished));
  await finished(ingest(articles, lake));
  return killed;
}

function ingest(articles: string, lake: string): ChildProcess {
  return spawn(process.execPath, [CLI, 'ingest', articles, '--lake', lake, '--json'], { stdio: ['ignore', 'ignore', 'pipe'] });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
  );
}

async function finished(child: ChildProcess): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  await ended(child);
  if (child.exitCode !== 0)
    throw new Error(`An ingest that nobody killed ended with ${child.exitCode ?? child.signalCode}: ${errors}`);
}

async function query(lake: string, sql: string): Promise<string[]> {
  const child = spawn(process.execPath, [CLI, 'sql', sql, '--lake', lake, '--format', 'jsonl'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let rows = '';
  // Else a character that two chunks share would be lost here, and look as if the lake had lost it.
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    rows += chunk;
  });
  await finished(child);
  return rows.split('\n').filter((line) => line !== '');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      articles: { type: 'string', default: '2000' },
      workers: { type: 'string', default: '1' },
    },
  });
  const report = await killRuns({
    kills: Number(values.kills),
    articles: Number(values.articles),
    workers: Number(values.workers),
    log: console.log,
  });
  console.log(report);
  process.exitCode = report.lost + report.doubled > 0 ? 1 : 0;
}
