import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Database } from '../../lib/adapters/local/database.ts';
import { FolderLanding } from '../../lib/adapters/local/folder-landing.ts';
import { Roots } from '../../lib/adapters/local/roots.ts';
import { CountingTelemetry } from '../../lib/adapters/memory/counting-telemetry.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A database in a new folder. */
export async function openDatabase() {
  const folder = await temporaryFolder();
  const database = await Database.open(join(folder.path, 'catalog.sqlite'));
  const close = async () => {
    database.close();
    await folder.remove();
  };
  return { database, folder, close };
}

/** A landing with an empty folder to deliver in, and a lake folder beside it. */
export async function openLanding() {
  const { database, folder, close } = await openDatabase();
  const delivered = join(folder.path, 'delivered');
  const lakeFolder = join(folder.path, 'lake');
  await mkdir(delivered);
  await mkdir(lakeFolder);
  const telemetry = new CountingTelemetry();
  const roots = new Roots(database);
  const landing = new FolderLanding(roots, lakeFolder, telemetry);
  return { landing, roots, telemetry, home: folder.path, delivered, lakeFolder, close };
}
