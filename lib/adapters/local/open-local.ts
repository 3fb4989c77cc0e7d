import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { arrowFormat } from '../../core/lake/arrow-format.ts';
import { parquetFormat } from '../../core/lake/parquet-format.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { LocalPorts } from '../../ports/ports.ts';
import { Database } from './database.ts';
import { DuckDbMerger } from './duckdb-merger.ts';
import { makeFolders } from './durable-files.ts';
import { fileError } from './file-errors.ts';
import { statOrNull } from './file-versions.ts';
import { FolderLanding } from './folder-landing.ts';
import { FolderObjectStore } from './folder-object-store.ts';
import { LocalTelemetry } from './local-telemetry.ts';
import { Roots } from './roots.ts';
import { SqliteCatalog } from './sqlite-catalog.ts';
import { SqliteQueue } from './sqlite-queue.ts';
import { systemClock } from './system-clock.ts';

/** A killed process leaves messages received; doing one twice does no harm, so the next process need not wait for them. */
const AT_ONCE = 0;

/** A lake in a folder of this machine. */
export interface LocalLake extends LocalPorts {
  readonly landing: FolderLanding;
  readonly catalog: SqliteCatalog;
  readonly queue: SqliteQueue;
  readonly telemetry: LocalTelemetry;
  close(): void;
}

/**
 * Opens the lake in `directory`, making it if need be: `catalog.sqlite` holds catalog, queue and roots, `lake/` the
 * tables and segments. Several processes may have it open.
 */
export async function openLocal(directory: string): Promise<LocalLake> {
  const home = await makeFolder(directory);
  const lake = await FolderObjectStore.open(join(home, 'lake'));
  const database = await Database.open(join(home, 'catalog.sqlite'));
  const merger = new DuckDbMerger(lake);
  const close = () => {
    merger.close();
    database.close();
  };
  return { ...portsOf(home, lake, database), merger, close };
}

/** Opens the lake in `directory` to be read: its folder may be read-only. */
export async function openReading(directory: string): Promise<LocalLake> {
  const home = await realpath(directory);
  const lake = FolderObjectStore.reading(join(home, 'lake'));
  return portsOf(home, lake, await Database.openReading(join(home, 'catalog.sqlite')));
}

function portsOf(home: string, lake: ObjectStore, database: Database): LocalLake {
  const telemetry = new LocalTelemetry();
  return {
    landing: new FolderLanding(new Roots(database), home, telemetry),
    catalog: new SqliteCatalog(database),
    queue: new SqliteQueue(database, systemClock, AT_ONCE),
    lake,
    tableFormat: parquetFormat,
    segmentFormat: arrowFormat,
    clock: systemClock,
    telemetry,
    close: () => database.close(),
  };
}

/** The tables of the lake in `directory`, to be read: works in a read-only folder, and beside any writer. */
export async function openTables(directory: string): Promise<ObjectStore> {
  return FolderObjectStore.reading(join(await realpath(directory), 'lake'));
}

async function makeFolder(path: string): Promise<string> {
  try {
    await makeFolders(resolve(path));
    return await realpath(path);
  } catch (error) {
    if (statOrNull(path)?.isFile()) throw new UsageError(`${path} is a file: give a folder for the lake, one that may be new.`);
    throw fileError('Making', path, error);
  }
}
