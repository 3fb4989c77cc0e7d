import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FolderObjectStore } from '../../lib/adapters/local/folder-object-store.ts';
import { SqliteCatalog } from '../../lib/adapters/local/sqlite-catalog.ts';
import { SqliteQueue } from '../../lib/adapters/local/sqlite-queue.ts';
import { ManualClock } from '../../lib/adapters/memory/manual-clock.ts';
import { arrowFormat } from '../../lib/core/lake/arrow-format.ts';
import { parquetFormat } from '../../lib/core/lake/parquet-format.ts';
import { feedingCatalogContract } from '../contracts/catalog-contract.ts';
import { describeContract } from '../contracts/contract.ts';
import { landingContract } from '../contracts/landing-contract.ts';
import { objectStoreContract } from '../contracts/object-store-contract.ts';
import { rowFormatContract } from '../contracts/row-format-contract.ts';
import { workQueueContract } from '../contracts/work-queue-contract.ts';
import { openDatabase, openLanding } from './open-parts.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeContract('a folder as object store', objectStoreContract, async () => {
  const folder = await temporaryFolder();
  return { subject: await FolderObjectStore.open(folder.path), close: folder.remove };
});

describeContract('catalog in SQLite', feedingCatalogContract, async () => {
  const { database, close } = await openDatabase();
  return { subject: new SqliteCatalog(database), close };
});

describeContract('queue in SQLite', workQueueContract, async () => {
  const { database, close } = await openDatabase();
  const clock = new ManualClock();
  const queue = new SqliteQueue(database, clock);
  return { subject: { queue, outlastVisibility: async () => clock.advance(30_000) }, close };
});

describeContract('rows as Parquet', rowFormatContract, async () => ({ subject: parquetFormat, close: () => undefined }));
describeContract('rows as Arrow', rowFormatContract, async () => ({ subject: arrowFormat, close: () => undefined }));

describeContract('a folder as landing bucket', landingContract, async () => {
  const { landing, home, delivered, close } = await openLanding();
  const { bucket } = await landing.locate(delivered);
  const put = async (key: string, text: string) => {
    await mkdir(dirname(join(delivered, key)), { recursive: true });
    await writeFile(join(home, 'aside'), text);
    await rename(join(home, 'aside'), join(delivered, key));
  };
  return { subject: { landing, bucket, put, remove: (key) => rm(join(delivered, key)) }, close };
});
