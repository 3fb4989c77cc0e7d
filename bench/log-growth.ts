/**
 * What it takes to open a table after many commits of one article each: `node bench/log-growth.ts [--commits 2000]`.
 * A reader without memory lists, gets and decodes; a bounded log keeps all three bounded.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderObjectStore } from '../lib/adapters/local/folder-object-store.ts';
import type { MemoryObjectStore } from '../lib/adapters/memory/memory-object-store.ts';
import { DOCUMENTS } from '../lib/core/lake/columns.ts';
import { parquetFormat } from '../lib/core/lake/parquet-format.ts';
import { compact } from '../lib/pipeline/compact.ts';
import { applyChanges } from '../lib/pipeline/export-changes.ts';
import { type LogCache, loadState } from '../lib/pipeline/table-log.ts';
import { vacuum } from '../lib/pipeline/vacuum.ts';
import type { ObjectStore } from '../lib/ports/object-store.ts';
import { LakeWorld } from '../test/pipeline/lake-world.ts';

export interface Opening {
  readonly commits: number;
  readonly files: number;
  readonly listed: number;
  readonly objects: number;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Opens the table as a process does that just started. */
export async function openCold(lake: ObjectStore): Promise<Opening> {
  const cost = { listed: 0, objects: 0, bytes: 0 };
  const counting: ObjectStore = {
    get: async (key) => {
      const bytes = await lake.get(key);
      cost.objects += 1;
      cost.bytes += bytes?.length ?? 0;
      return bytes;
    },
    read: (key, start, end) => lake.read(key, start, end),
    async *list(prefix, startAfter) {
      for await (const object of lake.list(prefix, startAfter)) {
        cost.listed += 1;
        yield object;
      }
    },
    put: (key, bytes) => lake.put(key, bytes),
    putIfAbsent: (key, bytes) => lake.putIfAbsent(key, bytes),
    delete: (keys) => lake.delete(keys),
    locate: (key) => lake.locate(key),
  };
  const started = performance.now();
  const { version, files } = await loadState(counting, DOCUMENTS);
  return { commits: version + 1, files: files.size, ...cost, milliseconds: performance.now() - started };
}

/** Opens the table after each of so many one-article commits, and after compaction and vacuum. */
async function measureLogGrowth(steps: readonly number[], report: (what: string, opening: Opening) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'article-lake-'));
  try {
    const lake = await FolderObjectStore.open(folder);
    const world = new LakeWorld({ lake: lake as unknown as MemoryObjectStore, tableFormat: parquetFormat });
    const cache: LogCache = new Map();
    const options = { newId: world.newId, cache };
    let written = 0;
    for (const step of steps) {
      for (; written < step; written++) await applyChanges(world.ports, [await world.live(`k${written}`, 'text')], options);
      report(`after ${step} commits`, await openCold(lake));
    }
    await compact(world.ports, options);
    report('compacted', await openCold(lake));
    world.ports.clock.advance(Date.now() - world.ports.clock.now() + 1000);
    await vacuum(world.ports, { retentionMs: 0, cache });
    report('vacuumed', await openCold(lake));
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { commits: { type: 'string', default: '2000' } } });
  const commits = Number(values.commits);
  const started = performance.now();
  await measureLogGrowth([1, commits / 20, commits / 4, commits - 1, commits], (what, opening) => {
    const { files, listed, objects, bytes, milliseconds } = opening;
    const figures = [`${files} files`, `${listed} listed`, `${objects} objects`, `${(bytes / 1024).toFixed(0)} KB`];
    console.log(`${what.padEnd(20)} ${figures.map((figure) => figure.padStart(14)).join('')}   ${milliseconds.toFixed(1)} ms`);
  });
  console.log(`${((performance.now() - started) / 1000).toFixed(1)} s in all`);
}
