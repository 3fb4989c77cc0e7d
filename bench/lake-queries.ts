/**
 * What people ask most, of a lake of small files and of the same lake compacted: time, CPU, reads and bytes, each the best of
 * several in a warm process, as `article-lake sql` does it. `node bench/lake-queries.ts [--rows 1000000] [--lake FOLDER] [--by-rows]`;
 * by rows files are merged as on AWS, without DuckDB. A lake that is there already is used again. Reads and bytes are the kernel's count (Linux), less those of a question to
 * an empty lake: what opening DuckDB reads of the machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDbMerger } from '../lib/adapters/local/duckdb-merger.ts';
import { DuckDbQueryEngine } from '../lib/adapters/local/duckdb-query-engine.ts';
import { FolderObjectStore } from '../lib/adapters/local/folder-object-store.ts';
import { systemClock } from '../lib/adapters/local/system-clock.ts';
import { DOCUMENTS } from '../lib/core/lake/columns.ts';
import { parquetFormat } from '../lib/core/lake/parquet-format.ts';
import { commit } from '../lib/pipeline/commit.ts';
import { compactTable } from '../lib/pipeline/compact.ts';
import { writeFile } from '../lib/pipeline/data-files.ts';
import { snapshotTables } from '../lib/pipeline/snapshot.ts';
import type { LogCache } from '../lib/pipeline/table-log.ts';
import type { TableSnapshot } from '../lib/ports/query-engine.ts';
import { documentRowOf, idOf } from './lake-rows.ts';

const ROWS_A_FILE = 1_000;
const FILES_A_COMMIT = 20;
const TRIES = 15;

const questionsOf = (rows: number): Record<string, string> => ({
  'counts by day': 'SELECT ingested_date, count(*) FROM documents GROUP BY 1 ORDER BY 1',
  'by day and source': `SELECT ingested_date, source_name, count(*), count(*) FILTER (WHERE is_canonical)
    FROM documents GROUP BY 1, 2 ORDER BY 1, 2`,
  'by published day': 'SELECT published_date, count(*) FROM documents WHERE is_canonical GROUP BY 1 ORDER BY 1',
  'lookup by id': `SELECT title, published_at, source_key FROM documents WHERE document_id = '${idOf(Math.floor(rows / 2))}'`,
  'latest 20': 'SELECT title, ingested_at FROM documents ORDER BY ingested_at DESC LIMIT 20',
});

async function portsOf(folder: string) {
  const lake = await FolderObjectStore.open(folder);
  return { lake, tableFormat: parquetFormat, clock: systemClock, merger: new DuckDbMerger(lake) };
}

let ids = 0;
const newId = () => `file-${String(ids++).padStart(6, '0')}-${process.pid}`;

async function writeSmallCommits(folder: string, total: number): Promise<void> {
  const ports = await portsOf(folder);
  const options = { newId, cache: new Map() as LogCache };
  for (let at = 0; at < total; at += ROWS_A_FILE * FILES_A_COMMIT) {
    await commit(ports, DOCUMENTS, 'EXPORT', options, async () => {
      const actions = [];
      for (let from = at; from < Math.min(at + ROWS_A_FILE * FILES_A_COMMIT, total); from += ROWS_A_FILE) {
        const rows = Array.from({ length: ROWS_A_FILE }, (_, index) => documentRowOf(from + index, total));
        for (const [day, some] of Map.groupBy(rows, (row) => row.ingested_date)) {
          actions.push({ add: await writeFile(ports, DOCUMENTS, day, some, { newId, dataChange: true }) });
        }
      }
      return actions;
    });
  }
}

/** What a question cost at best, and in the middle of its tries. */
interface Cost {
  readonly ms: number;
  readonly usualMs: number;
  readonly cpu: number;
  readonly reads: number;
  readonly bytes: number;
}

function readsSoFar(): { reads: number; bytes: number } {
  const io = readFileSync('/proc/self/io', 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(io)![1]);
  return { reads: of('syscr'), bytes: of('rchar') };
}

type Try = Omit<Cost, 'usualMs'> & { readonly answer: string };

async function ask(sql: string, snapshots: readonly TableSnapshot[]): Promise<Try> {
  const engine = new DuckDbQueryEngine();
  const [before, cpu, started] = [readsSoFar(), process.cpuUsage(), performance.now()];
  const answer = JSON.stringify(await Array.fromAsync((await engine.query(sql, snapshots)).rows));
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const after = readsSoFar();
  await engine.close();
  return { ms, cpu: (user + system) / 1000, reads: after.reads - before.reads, bytes: after.bytes - before.bytes, answer };
}

async function best(sql: string, snapshots: readonly TableSnapshot[]): Promise<{ cost: Cost; answer: string }> {
  const tries: Try[] = [];
  for (let i = 0; i < TRIES; i++) tries.push(await ask(sql, snapshots));
  const sorted = (of: (cost: Try) => number) => tries.map(of).sort((a, b) => a - b);
  const least = (of: (cost: Try) => number) => sorted(of)[0]!;
  const cost = {
    ms: least(({ ms }) => ms),
    usualMs: sorted(({ ms }) => ms)[TRIES >> 1]!,
    cpu: least(({ cpu }) => cpu),
    reads: least(({ reads }) => reads),
    bytes: least(({ bytes }) => bytes),
  };
  return { cost, answer: tries[0]!.answer };
}

async function filesOnly(sql: string, snapshots: readonly TableSnapshot[], nothing: Cost) {
  const { cost, answer } = await best(sql, snapshots);
  return { cost: { ...cost, reads: cost.reads - nothing.reads, bytes: cost.bytes - nothing.bytes }, answer };
}

async function compare(folder: string, rows: number, byRows: boolean): Promise<void> {
  const [small, compacted] = [join(folder, 'small'), join(folder, 'compacted')];
  if (!existsSync(small)) await timed(`wrote ${rows} rows`, () => writeSmallCommits(small, rows));
  if (!existsSync(compacted)) {
    await cp(small, compacted, { recursive: true });
    const { merger, ...others } = await portsOf(compacted);
    const ports = byRows ? others : { ...others, merger };
    await timed('compacted', () => compactTable(ports, DOCUMENTS, { newId }));
  }
  const snapshots = [await snapshotTables((await portsOf(small)).lake), await snapshotTables((await portsOf(compacted)).lake)];
  const filesOf = (tables: readonly TableSnapshot[]) => tables.find(({ table }) => table === DOCUMENTS.name)!.files.length;
  console.log(`files: ${snapshots.map(filesOf).join(' against ')}`);
  const { cost: nothing } = await best('SELECT count(*) FROM documents', []);
  console.log(`opening DuckDB: ${nothing.ms.toFixed(0)} ms, ${nothing.reads} reads`);
  for (const [question, sql] of Object.entries(questionsOf(rows))) {
    const [before, after] = [await filesOnly(sql, snapshots[0]!, nothing), await filesOnly(sql, snapshots[1]!, nothing)];
    const pair = (name: string, of: (cost: Cost) => number, digits = 0) =>
      `${name} ${of(before.cost).toFixed(digits)} → ${of(after.cost).toFixed(digits)} (${(of(before.cost) / of(after.cost)).toFixed(1)} x)`;
    const megabytes = pair('MB', ({ bytes }) => bytes / 1e6, 2);
    const figures = [
      pair('ms', ({ ms }) => ms),
      pair('usual ms', ({ usualMs }) => usualMs),
      pair('CPU ms', ({ cpu }) => cpu),
      pair('reads', ({ reads }) => reads),
      megabytes,
    ];
    console.log(
      `${question.padEnd(18)} ${figures.join('   ')}   ${before.answer === after.answer ? 'same answer' : 'ANSWERS DIFFER'}`,
    );
  }
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  console.log(`${what} in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      lake: { type: 'string' },
      'by-rows': { type: 'boolean', default: false },
    },
  });
  const folder = values.lake ?? (await mkdtemp(join(tmpdir(), 'article-lake-')));
  try {
    await compare(folder, Number(values.rows), values['by-rows']);
  } finally {
    if (!values.lake) await rm(folder, { recursive: true });
  }
}
