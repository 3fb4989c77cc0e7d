import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../lib/cli/failure.ts';
import { TransientError, UsageError } from '../../lib/core/errors.ts';

describe('failureOf', () => {
  it('gives a mistake of the user exit code 2, and no talk of causes', () => {
    const error = new UsageError('x is no folder: give one.', { cause: new Error('ENOENT') });
    expect(failureOf(error, false)).toEqual({ message: 'article-lake: x is no folder: give one.\n', exitCode: 2 });
  });

  it('gives trouble of the world exit code 1, with its cause on the same line', () => {
    const error = new TransientError('Writing\n  a.parquet failed.', { cause: new Error('disk full') });
    expect(failureOf(error, false)).toEqual({
      message: 'article-lake: Writing a.parquet failed. Cause: disk full (--debug shows more)\n',
      exitCode: 1,
    });
  });

  it('says once what the message says of its cause', () => {
    const error = new TransientError('Making x failed: EACCES: no.', { cause: new Error('EACCES: no') });
    expect(failureOf(error, false).message).toBe('article-lake: Making x failed: EACCES: no. (--debug shows more)\n');
  });

  it('shows the stack on demand', () => {
    expect(failureOf(new Error('odd'), true).message).toMatch(/Error: odd\n\s+at /);
  });

  it('has nothing to add to what commander printed', () => {
    expect(failureOf(new CommanderError(1, 'commander.unknownOption', 'unknown'), false)).toEqual({ message: '', exitCode: 2 });
    expect(failureOf(new CommanderError(0, 'commander.version', '0.1.0'), false)).toEqual({ message: '', exitCode: 0 });
  });

  it('survives a thrown value that is no error', () => {
    expect(failureOf('odd', false).message).toBe('article-lake: odd (--debug shows more)\n');
  });
});
