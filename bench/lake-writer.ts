/**
 * Our Parquet writer beside pyarrow's, in the same run and on the same rows: CPU of a warm commit, and size.
 * `DELTALAKE_PYTHON=/path/to/python node bench/lake-writer.ts` with a Python that has pyarrow. Both begin at rows as their
 * language has them and end at the bytes of a file, by zstd's level 1; the last column is pyarrow from a ready Arrow table.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOCUMENT_TEXTS, DOCUMENTS, type Table } from '../lib/core/lake/columns.ts';
import { parquetFormat } from '../lib/core/lake/parquet-format.ts';
import type { Row } from '../lib/core/lake/row-format.ts';
import { documentRowOf, textRowOf } from './lake-rows.ts';
import { PYTHON } from './python.ts';

const PEER = `
import io, json, sys, time
import pyarrow as pa, pyarrow.parquet as pq
pa.set_cpu_count(1); pa.set_io_thread_count(1)
path, rows_per_group, page, repeat, warm = sys.argv[1], *map(int, sys.argv[2:])
table = pq.read_table(path)
rows = table.to_pylist()
def write(table):
    sink = io.BytesIO()
    pq.write_table(table, sink, compression='zstd', compression_level=1, row_group_size=rows_per_group, data_page_size=page, use_dictionary=True)
    return sink.tell()
def cpu(work):
    for _ in range(warm): work()
    start = time.process_time()
    for _ in range(repeat): size = work()
    return (time.process_time() - start) * 1000 / repeat, size
ms, size = cpu(lambda: write(pa.Table.from_pylist(rows, schema=table.schema)))
ready, _ = cpu(lambda: write(table))
print(json.dumps({'ms': ms, 'ready': ready, 'size': size}))
`;

interface Case {
  readonly table: Table;
  readonly rows: number;
  readonly rowOf: (index: number, total: number) => Row;
  readonly repeat: number;
  readonly warm: number;
}

const CASES: readonly Case[] = [
  { table: DOCUMENTS, rows: 1_000, rowOf: documentRowOf, repeat: 20, warm: 20 },
  { table: DOCUMENTS, rows: 100_000, rowOf: documentRowOf, repeat: 2, warm: 1 },
  { table: DOCUMENT_TEXTS, rows: 1_000, rowOf: textRowOf, repeat: 10, warm: 10 },
  { table: DOCUMENT_TEXTS, rows: 20_000, rowOf: textRowOf, repeat: 1, warm: 1 },
];

async function measure({ table, rows: count, rowOf, repeat, warm }: Case): Promise<string> {
  const rows = Array.from({ length: count }, (_, index) => rowOf(index, count));
  let size = 0;
  for (let i = 0; i < warm; i++) size = (await parquetFormat.encode(table, rows)).length;
  const started = process.cpuUsage();
  for (let i = 0; i < repeat; i++) await parquetFormat.encode(table, rows);
  const { user, system } = process.cpuUsage(started);
  const ours = (user + system) / 1000 / repeat;
  const peer = await peerOf(table, rows, { repeat, warm });
  const figures = [
    `${table.name} ${count}`.padEnd(22),
    `ours ${ours.toFixed(1).padStart(8)} ms`,
    `pyarrow ${peer.ms.toFixed(1).padStart(8)} ms`,
    `CPU ${(ours / peer.ms).toFixed(2)} x`,
    `size ${(size / peer.size).toFixed(3)} x of ${peer.size}`,
    `(from Arrow ${peer.ready.toFixed(1)} ms, ${(ours / peer.ready).toFixed(2)} x)`,
  ];
  return figures.join('   ');
}

async function peerOf(table: Table, rows: readonly Row[], { repeat, warm }: Pick<Case, 'repeat' | 'warm'>) {
  const folder = mkdtempSync(join(tmpdir(), 'article-lake-'));
  try {
    const path = join(folder, 'rows.parquet');
    writeFileSync(path, await parquetFormat.encode(table, rows));
    const isText = table.name === DOCUMENT_TEXTS.name;
    const sizes = isText ? ['6000', String(4 << 20)] : ['61000', String(1 << 20)];
    const output = execFileSync(PYTHON, ['-c', PEER, path, ...sizes, String(repeat), String(warm)], { encoding: 'utf8' });
    return JSON.parse(output) as { ms: number; ready: number; size: number };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) for (const each of CASES) console.log(await measure(each));
