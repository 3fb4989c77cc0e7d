import type { DuckDBConnection, DuckDBInstance, DuckDBUBigIntVector } from '@duckdb/node-api';

const FUNCTION = 'tallied';

/**
 * The checksum of rows that a statement writes elsewhere, taken as they pass: it spares reading them twice, or keeping them.
 * Of every value of every row, whatever their order: the count, and sums that equal rows can't cancel out of.
 */
export class RowTally {
  #count = 0;
  #sum = 0n;
  #xor = 0n;

  private constructor() {}

  /** For one statement of this database at a time. */
  static async of(database: DuckDBInstance): Promise<RowTally> {
    const { BOOLEAN, DuckDBScalarFunction, UBIGINT } = await import('@duckdb/node-api');
    const tally = new RowTally();
    const tallied = DuckDBScalarFunction.create({
      name: FUNCTION,
      parameterTypes: [UBIGINT],
      returnType: BOOLEAN,
      // Called for every row, even for an equal one.
      volatile: true,
      mainFunction: (_, input, passes) => {
        const hashes = input.getColumnVector(0) as DuckDBUBigIntVector;
        for (let row = 0; row < input.rowCount; row++) {
          tally.#add(hashes.getItem(row)!);
          passes.setItem(row, true);
        }
        passes.flush();
      },
    });
    const connection = await database.connect();
    connection.registerScalarFunction(tallied);
    connection.closeSync();
    return tally;
  }

  /**
   * The checksum of `rows` when `write` has run what it is given in their place. They are SQL without a condition: DuckDB may
   * tally a row before it looks at that.
   */
  async during(rows: string, write: (rows: string) => Promise<void>): Promise<string> {
    this.#count = 0;
    this.#sum = this.#xor = 0n;
    await write(`SELECT * FROM (${rows}) AS r WHERE ${FUNCTION}(hash(r))`);
    return [this.#count, this.#sum, this.#xor].join();
  }

  #add(hash: bigint): void {
    this.#count++;
    this.#sum += hash;
    this.#xor ^= hash;
  }
}

/** The same of rows that go nowhere, by DuckDB's own sums. */
export async function checksum(connection: DuckDBConnection, rows: string): Promise<string> {
  const sums = 'count(*), coalesce(sum(hash(r)), 0), coalesce(bit_xor(hash(r)), 0)';
  const result = await connection.runAndReadAll(`SELECT ${sums} FROM (${rows}) AS r`);
  return result.getRowsJson()[0]!.join();
}
