/**
 * What the adapter does with Athena's answers. The emulator runs the SQL in DuckDB, whose dialect and type names are others,
 * and it has no Delta tables: what Athena itself makes of our tables is not proved here.
 */
import { AthenaClient, CreateWorkGroupCommand } from '@aws-sdk/client-athena';
import { expect, test } from 'vitest';
import { AthenaQueryEngine } from '../../../lib/adapters/aws/athena-query-engine.ts';
import { UsageError } from '../../../lib/core/errors.ts';
import { newBucket } from './resources.ts';

async function openEngine(): Promise<AthenaQueryEngine> {
  const client = new AthenaClient();
  const Name = `test-${crypto.randomUUID()}`;
  const ResultConfiguration = { OutputLocation: `s3://${await newBucket()}/` };
  await client.send(new CreateWorkGroupCommand({ Name, Configuration: { ResultConfiguration } }));
  return new AthenaQueryEngine(client, Name, 'default');
}

test('answers rows, more than fit on a page, in the order of the query', async () => {
  const engine = await openEngine();
  const { columns, rows } = await engine.query('SELECT i, i % 2 = 0 AS even FROM range(2500) AS t(i) ORDER BY i');
  expect(columns.map(({ name }) => name)).toEqual(['i', 'even']);
  const all = await Array.fromAsync(rows);
  expect(all).toHaveLength(2500);
  expect(all[2499]!.map(String)).toEqual(['2499', 'false']);
});

test("SQL that can't be run is the user's to mend", async () => {
  const engine = await openEngine();
  await expect(engine.query('SELECT FROM nowhere')).rejects.toThrow(UsageError);
});
