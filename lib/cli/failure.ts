import { inspect } from 'node:util';
import { CommanderError } from 'commander';
import { UsageError } from '../core/errors.ts';

export interface Failure {
  /** What stderr says; empty when it was said already. */
  readonly message: string;
  readonly exitCode: number;
}

/** Exit codes: 2 when the command has to be changed, 1 when the world failed. */
export function failureOf(error: unknown, debug: boolean): Failure {
  // Commander has printed its message (or the help that was asked for) by itself.
  if (error instanceof CommanderError) return { message: '', exitCode: error.exitCode === 0 ? 0 : 2 };
  const exitCode = error instanceof UsageError ? 2 : 1;
  if (debug) return { message: `${inspect(error)}\n`, exitCode };
  return { message: `article-lake: ${oneLine(error)}${exitCode === 1 ? causeOf(error) : ''}\n`, exitCode };
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? oneLine(error.cause) : '';
  // Messages of file operations quote it already.
  const isSaid = cause === '' || oneLine(error).includes(cause);
  return `${isSaid ? '' : ` Cause: ${cause}`} (--debug shows more)`;
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
