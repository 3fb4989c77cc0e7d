import { DuckDBInstance } from '@duckdb/node-api';

/** All values of a Parquet file as one text, read by a reader that isn't ours. */
export async function parquetValues(path: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(`SELECT t::VARCHAR FROM read_parquet('${path}', hive_partitioning = false) t`);
    return reader.getRows().join('\n');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
