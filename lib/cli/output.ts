import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes to stdout at the speed at which the reader takes it. */
export async function writeOut(chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<void> {
  await pipeline(Readable.from(chunks), process.stdout, { end: false });
}

/** The reader closed the pipe, as `head` does: it has what it wanted, so this is no failure. */
export function isClosedPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** How wide lines may be: the terminal, or a page when the output goes elsewhere. */
export function outputWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : 120;
}
