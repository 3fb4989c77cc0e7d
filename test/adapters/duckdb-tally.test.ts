import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checksum, RowTally } from '../../lib/adapters/local/duckdb-tally.ts';

const ROWS = 'SELECT i AS id, repeat(chr((65 + i % 26)::INT), i % 50) AS body, [i, NULL] AS list FROM range(9000) AS t(i)';

let connection: DuckDBConnection;
let tally: RowTally;
beforeEach(async () => {
  const database = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await database.connect();
  tally = await RowTally.of(database);
});
afterEach(() => connection.closeSync());

async function written(rows: string): Promise<string> {
  return tally.during(rows, async (passing) => {
    await connection.run(`CREATE OR REPLACE TEMP TABLE written AS ${passing}`);
  });
}

test('what passes through a statement has the checksum that it has afterwards, whatever the order', async () => {
  const before = await written(ROWS);
  expect(before).toMatch(/^9000,[0-9]{20,},[0-9]{15,}$/);
  expect(await checksum(connection, 'FROM written')).toBe(before);
  expect(await checksum(connection, 'FROM written ORDER BY id DESC')).toBe(before);
  expect(await written(ROWS)).toBe(before);
});

test.each([
  ['a row fewer', 'FROM written WHERE id <> 4711'],
  ['another twice in its place', 'SELECT * REPLACE (id - (id % 4711 = 4710)::INT AS id) FROM written'],
  ['one changed value', "SELECT * REPLACE (if(id = 4711, 'x', body) AS body) FROM written"],
  ['null for empty', "SELECT * REPLACE (nullif(body, '') AS body) FROM written"],
  ['two twice', 'FROM written UNION ALL FROM written WHERE id < 2'],
])('%s: another checksum', async (_, rows) => {
  const before = await written(ROWS);
  expect(await checksum(connection, rows)).not.toBe(before);
});

test('no rows have one too', async () => {
  expect(await written(ROWS.replace('9000', '0'))).toBe('0,0,0');
  expect(await checksum(connection, 'FROM written')).toBe('0,0,0');
});
