/**
 * A reader in a loop while other processes ingest, rewrite, compact and vacuum the same lake: it must see every document that
 * was acknowledged, once, with its text, at every look. `node test/e2e/reader-loop.ts --seconds 120`
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDbQueryEngine } from '../../lib/adapters/local/duckdb-query-engine.ts';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import { snapshotTables } from '../../lib/pipeline/snapshot.ts';
import { textOf } from '../support/texts.ts';
import { LakeFolder } from './lake-folder.ts';

const CLI = join(import.meta.dirname, '../../bin/article-lake.ts');
/** Files outlive their removal by this; a look that took longer proves nothing, and is not counted. */
const RETENTION_MS = 2_000;
const FILES_A_ROUND = 5;

export interface ReaderReport {
  readonly ingests: number;
  readonly maintenances: number;
  readonly looks: number;
  readonly lateLooks: number;
  readonly documents: number;
  readonly filesCompacted: number;
  readonly filesDeleted: number;
  /** What a look saw that it should not have. */
  readonly violations: readonly string[];
}

export async function readWhileOthersWrite({ seconds }: { seconds: number }): Promise<ReaderReport> {
  const folder = new LakeFolder();
  const end = performance.now() + seconds * 1000;
  const isOn = () => performance.now() < end;
  /** What the lake must hold: counted when the ingest that brought it has ended. */
  let acknowledged = 0;
  const count = { ingests: 0, maintenances: 0, looks: 0, lateLooks: 0, filesCompacted: 0, filesDeleted: 0 };
  const violations = new Set<string>();

  const ingest = async () => {
    const written = count.ingests * FILES_A_ROUND;
    for (let i = written; i < written + FILES_A_ROUND; i++) folder.write(`${i}.txt`, textOf(i));
    // Another text over an old one: its rows move to a new file in the midst of the others.
    if (written > 0) folder.write(`${Math.floor(written / 2)}.txt`, textOf(1_000_000 + written));
    await cli('ingest', folder.inbox, '--lake', folder.lake);
    acknowledged = written + FILES_A_ROUND;
    count.ingests += 1;
  };
  const maintain = async () => {
    const report = await cli('maintain', '--lake', folder.lake, '--retention', String(RETENTION_MS / 3_600_000));
    count.maintenances += 1;
    count.filesCompacted += report.compacted.filesRemoved;
    count.filesDeleted += report.vacuumed.dataFiles;
  };
  const look = async () => {
    const started = performance.now();
    const expected = acknowledged;
    const seen = await lookAt(folder.lake, expected).catch((error: Error) => error.message);
    if (performance.now() - started > RETENTION_MS) count.lateLooks += 1;
    else {
      count.looks += 1;
      if (seen !== null) violations.add(seen);
    }
  };
  try {
    await ingest();
    await Promise.all([ingest, maintain, look].map((act) => repeat(act, isOn)));
    return { ...count, documents: acknowledged, violations: [...violations] };
  } finally {
    folder.remove();
  }
}

async function repeat(act: () => Promise<void>, isOn: () => boolean): Promise<void> {
  while (isOn()) await act();
}

/** What is wrong with what a reader sees now; null when nothing is. */
async function lookAt(lake: string, expected: number): Promise<string | null> {
  const engine = new DuckDbQueryEngine();
  try {
    const snapshots = await snapshotTables(await FolderObjectStore.open(join(lake, 'lake')));
    const sql = `SELECT count(*), count(DISTINCT d.document_id), count(body), count(DISTINCT body)
      FROM documents d LEFT JOIN document_texts t ON t.document_id = d.document_id AND t.revision = d.text_revision`;
    const [row] = await Array.fromAsync((await engine.query(sql, snapshots)).rows);
    const [rows, documents, texts, bodies] = row as [number, number, number, number];
    if (rows !== documents || bodies !== documents) return `doubled: ${row}`;
    if (texts !== documents) return `without text: ${row}`;
    return documents < expected ? `${documents} of ${expected} acknowledged documents` : null;
  } finally {
    await engine.close();
  }
}

/** Runs the real command beside us; its report. */
function cli(...args: string[]) {
  return new Promise<{ compacted: { filesRemoved: number }; vacuumed: { dataFiles: number } }>((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${args[0]} ended with ${code}`))));
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
  const report = await readWhileOthersWrite({ seconds: Number(values.seconds) });
  console.log(JSON.stringify(report, null, 2));
  if (report.violations.length > 0) process.exitCode = 1;
}
