/** Rows as a query gives them. */
export async function* rowsOf(rows: readonly (readonly unknown[])[]): AsyncGenerator<readonly unknown[]> {
  yield* rows;
}

/** All of a rendering as one text. */
export async function collect(chunks: AsyncIterable<string>): Promise<string> {
  return (await Array.fromAsync(chunks)).join('');
}
