import { TerminalError, TransientError } from '../../core/errors.ts';

/**
 * Primary result codes (sqlite.org/rescode.html) that a retry may cure: BUSY, LOCKED, NOMEM, INTERRUPT, IOERR, FULL,
 * CANTOPEN, PROTOCOL.
 */
const TRANSIENT_CODES = new Set([5, 6, 7, 9, 10, 13, 14, 15]);
const BUSY = 5;
const READ_ONLY = 8;
const FULL = 13;
const CANT_OPEN = 14;
/** What a user can do about the failures that waiting alone won't cure, by the primary result code. */
const WRITABLE =
  '; give this user permission to write to it and its folder, on a disk that is not read-only: commands that only read do without.';
const REMEDIES: ReadonlyMap<number, string> = new Map([
  [READ_ONLY, WRITABLE],
  [CANT_OPEN, WRITABLE],
  [FULL, '; free some space, then run the same command again: nothing is lost.'],
]);

/** What the work throws, as ours. */
export function translated<T>(action: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translate(action, error);
  }
}

/** SQLite's failures become ours; what SQLite didn't throw is a mistake of ours and stays as it is. */
export function translate(action: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === null || !(error instanceof Error)) return error;
  const remedy = REMEDIES.get(code) ?? '';
  const ErrorKind = TRANSIENT_CODES.has(code) ? TransientError : TerminalError;
  return new ErrorKind(`${action} failed: ${error.message} (SQLite code ${code})${remedy}`, { cause: error });
}

/** Whether ours says that the file, or its folder, may not be written. */
export function mayBeReadOnly(error: unknown): boolean {
  return error instanceof Error && [READ_ONLY, CANT_OPEN].includes(codeOf(error.cause) ?? 0);
}

export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY;
}

/** The primary result code: the low byte of the extended one. */
function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
}
