/**
 * A process that opens a catalog, perhaps the first to do so, and raises one record's revision a number of times by
 * compare-and-set. Prints the revisions it wrote. Arguments: database, times.
 */
import { Database } from '../../../lib/adapters/local/database.ts';
import { SqliteCatalog } from '../../../lib/adapters/local/sqlite-catalog.ts';
import { recordOf } from '../../contracts/records.ts';

const [path = '', times = '0'] = process.argv.slice(2);
const database = await Database.open(path);
const catalog = new SqliteCatalog(database);
const record = recordOf('contested');
const written: number[] = [];
while (written.length < Number(times)) {
  const expected = (await catalog.read([record.documentId])).get(record.documentId)?.revision ?? 0;
  const revision = expected + 1;
  const next = { ...record, revision, visibleRevision: revision, settled: true };
  if ((await catalog.write([{ record: next, expected }]))[0] === 'written') written.push(revision);
}
database.close();
process.stdout.write(JSON.stringify(written));
