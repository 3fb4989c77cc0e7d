/**
 * Compaction beside pyarrow's streaming concatenation of the same files: CPU, size, and memory at its peak, each in a process
 * of its own, by turns and the median of several, with zstd's level 3. `DELTALAKE_PYTHON=/path/to/python node bench/lake-compaction.ts` with a Python that has pyarrow.
 * pyarrow proves nothing; ours reads the result back and compares it with the sources.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DuckDbMerger } from '../lib/adapters/local/duckdb-merger.ts';
import { FolderObjectStore } from '../lib/adapters/local/folder-object-store.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, TABLES, type Table } from '../lib/core/lake/columns.ts';
import { targetRows } from '../lib/core/lake/compaction-plan.ts';
import { parquetFormat } from '../lib/core/lake/parquet-format.ts';
import type { Row } from '../lib/core/lake/row-format.ts';
import { documentRowOf, textRowOf } from './lake-rows.ts';
import { PYTHON } from './python.ts';

const ROWS_A_FILE = 1_000;
/** pyarrow's own time differs by half from one run to the next. */
const TRIES = 7;

const PEER = `
import glob, json, resource, sys, time
import pyarrow as pa, pyarrow.parquet as pq
pa.set_cpu_count(1); pa.set_io_thread_count(1)
folder, target, page, bin_files = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
files = sorted(glob.glob(folder + '/*.parquet'))
start = time.process_time()
for at in range(0, len(files), bin_files):
    tables = [pq.read_table(f, partitioning=None, use_threads=False) for f in files[at:at + bin_files]]
    merged = pa.concat_tables(tables)
    with pq.ParquetWriter(f'{target}/{at}.parquet', merged.schema, compression='zstd', compression_level=3, data_page_size=page) as writer:
        writer.write_table(merged, row_group_size=len(merged))
print(json.dumps({'ms': (time.process_time() - start) * 1000, 'mb': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
`;

interface Cost {
  readonly ms: number;
  readonly mb: number;
}

/** What the child process does: merges bins of so many files, and says what it took. */
async function mergeAll(name: string, folder: string, target: string, binFiles: number): Promise<Cost> {
  const table = TABLES.find((candidate) => candidate.name === name)!;
  const home = dirname(folder);
  const keys = filesIn(folder).map((file) => `${basename(folder)}/${basename(file)}`);
  const merger = new DuckDbMerger(await FolderObjectStore.open(home));
  // Loading the library is left out on both sides.
  await import('@duckdb/node-api');
  const started = process.cpuUsage();
  for (let at = 0; at < keys.length; at += binFiles) {
    await merger.merge(table, keys.slice(at, at + binFiles), `${basename(target)}/${at}.parquet`);
  }
  const { user, system } = process.cpuUsage(started);
  return { ms: (user + system) / 1000, mb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.parquet'));
  return names.sort().map((name) => join(folder, name));
}

async function measure(table: Table, rowOf: (index: number, total: number) => Row, rows: number): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'article-lake-'));
  const [source, ours, theirs] = ['source', 'ours', 'theirs'].map((name) => join(home, name)) as [string, string, string];
  for (const folder of [source, ours, theirs]) mkdirSync(folder);
  try {
    for (let at = 0; at < rows; at += ROWS_A_FILE) {
      const some = Array.from({ length: ROWS_A_FILE }, (_, index) => rowOf(at + index, rows));
      writeFileSync(join(source, `${String(at).padStart(9, '0')}.parquet`), await parquetFormat.encode(table, some));
    }
    const binFiles = String(targetRows(table) / ROWS_A_FILE);
    const run = (command: string, args: string[]) => JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as Cost;
    const page = String(table.name === DOCUMENT_TEXTS.name ? 4 << 20 : 1 << 20);
    const tries = Array.from({ length: TRIES }, () => ({
      us: run(process.execPath, [import.meta.filename, 'merge', table.name, source, ours, binFiles]),
      them: run(PYTHON, ['-c', PEER, source, theirs, page, binFiles]),
    }));
    const median = (of: (one: (typeof tries)[number]) => number) => tries.map(of).sort((a, b) => a - b)[TRIES >> 1]!;
    const ratios = tries.map(({ us, them }) => us.ms / them.ms);
    const size = (folder: string) => filesIn(folder).reduce((total, file) => total + statSync(file).size, 0);
    return [
      `${table.name} ${rows}`.padEnd(22),
      `ours ${median(({ us }) => us.ms).toFixed(0)} ms ${Math.max(...tries.map(({ us }) => us.mb))} MB`,
      `pyarrow ${median(({ them }) => them.ms).toFixed(0)} ms ${Math.max(...tries.map(({ them }) => them.mb))} MB`,
      `CPU ${median(({ us, them }) => us.ms / them.ms).toFixed(2)} x (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
      `size ${(size(ours) / size(theirs)).toFixed(3)} x of ${size(theirs)}`,
    ].join('   ');
  } finally {
    rmSync(home, { recursive: true });
  }
}

if (import.meta.main) {
  const [command, name, folder, target, binFiles] = process.argv.slice(2);
  if (command === 'merge') console.log(JSON.stringify(await mergeAll(name!, folder!, target!, Number(binFiles))));
  else {
    console.log(await measure(DOCUMENTS, documentRowOf, 122_000));
    console.log(await measure(DOCUMENT_TEXTS, textRowOf, 30_000));
  }
}
