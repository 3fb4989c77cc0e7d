/** Maintenance of a lake that is in use. */
import { existsSync, renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DuckDbQueryEngine } from '../../lib/adapters/local/duckdb-query-engine.ts';
import { openLocal } from '../../lib/adapters/local/open-local.ts';
import { snapshotTables } from '../../lib/pipeline/snapshot.ts';
import type { TableSnapshot } from '../../lib/ports/query-engine.ts';
import { textOf } from '../support/texts.ts';
import { LakeFolder, REJECTED, ROWS } from './lake-folder.ts';

let folder: LakeFolder;
beforeEach(() => {
  folder = new LakeFolder();
});
afterEach(() => folder.remove());

const NOTHING = {
  settled: 0,
  clustered: 0,
  exported: 0,
  swept: { missed: 0, stale: 0, postingsRemoved: 0, postingsAdded: 0 },
  compacted: { filesRemoved: 0, filesAdded: 0 },
  vacuumed: { dataFiles: 0, logEntries: 0, segments: 0 },
  failures: [],
};

function ingestOneByOne(count: number): void {
  for (let seed = 0; seed < count; seed++) {
    folder.write(`${seed}.txt`, textOf(seed));
    folder.ingest();
  }
}

async function snapshot(): Promise<TableSnapshot[]> {
  const lake = await openLocal(folder.lake);
  try {
    return await snapshotTables(lake.lake);
  } finally {
    lake.close();
  }
}

async function ask(sql: string, snapshots: readonly TableSnapshot[]): Promise<(readonly unknown[])[]> {
  const engine = new DuckDbQueryEngine();
  try {
    return await Array.fromAsync((await engine.query(sql, snapshots)).rows);
  } finally {
    await engine.close();
  }
}

it('merges small files and changes no row; a second pass finds nothing to do', () => {
  ingestOneByOne(4);
  const before = [folder.query(ROWS), folder.query(REJECTED)];
  expect(folder.report('maintain')).toMatchObject({ compacted: { filesRemoved: 16, filesAdded: 4 }, vacuumed: { dataFiles: 0 } });
  expect([folder.query(ROWS), folder.query(REJECTED)]).toEqual(before);
  expect(folder.report('maintain')).toEqual(NOTHING);
  expect(folder.report('maintain', '--retention', '0')).toMatchObject({ vacuumed: { dataFiles: 16, segments: 4 } });
  expect(folder.report('maintain', '--retention', '0')).toEqual(NOTHING);
  expect([folder.query(ROWS), folder.query(REJECTED)]).toEqual(before);
});

it('finds what was missed: files put in, written over and deleted that nobody named', () => {
  ingestOneByOne(3);
  folder.write('0.txt', textOf(10));
  folder.delete('1.txt');
  folder.write('new.txt', textOf(11));
  expect(folder.report('maintain')).toMatchObject({ swept: { missed: 3 }, settled: 3, exported: 3 });
  expect(folder.query('SELECT source_key, body FROM articles ORDER BY 1')).toEqual([
    { source_key: '0.txt', body: textOf(10) },
    { source_key: '2.txt', body: textOf(2) },
    { source_key: 'new.txt', body: textOf(11) },
  ]);
});

it('lets a reader keep its files while ingest and compaction replace them, until the retention has passed', async () => {
  ingestOneByOne(3);
  const held = await snapshot();
  const sql = 'SELECT source_key, body FROM articles ORDER BY 1';
  const before = await ask(sql, held);
  expect(before).toHaveLength(3);

  folder.write('0.txt', textOf(20));
  folder.delete('1.txt');
  folder.ingest();
  folder.report('maintain');
  expect(await ask(sql, held)).toEqual(before);
  expect(await ask(sql, await snapshot())).toHaveLength(2);

  folder.report('maintain', '--retention', '0');
  expect(held.flatMap(({ files }) => files).some((file) => existsSync(file))).toBe(false);
  expect(await ask(sql, await snapshot())).toHaveLength(2);
});

it('does the rest when a folder is away, and says so with exit code 1', () => {
  ingestOneByOne(3);
  folder.delete('0.txt');
  renameSync(folder.inbox, `${folder.inbox}-away`);
  const { status, stdout } = folder.run('maintain');
  expect(status).toBe(1);
  expect(stdout).toMatch(/^failed: inbox: The folder .* is not there: put it back/m);
  expect(stdout).toMatch(/^compacted {2}12 files into 4$/m);
  expect(Object.keys(folder.verdicts())).toHaveLength(3);
  renameSync(`${folder.inbox}-away`, folder.inbox);
  expect(folder.report('maintain')).toMatchObject({ swept: { missed: 1 }, failures: [] });
  expect(Object.keys(folder.verdicts())).toHaveLength(2);
});
