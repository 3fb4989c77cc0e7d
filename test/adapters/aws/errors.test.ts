import { describe, expect, test } from 'vitest';
import { awsError } from '../../../lib/adapters/aws/errors.ts';
import { TerminalError, TransientError } from '../../../lib/core/errors.ts';
import { serviceError } from './fake-client.ts';

describe('what a retry may cure', () => {
  test.each([
    ['InternalError', 500],
    ['SlowDown', 503],
    ['ThrottlingException', 400],
    ['ProvisionedThroughputExceededException', 400],
    ['RequestTimeout', 400],
    ['AccessDenied', 403],
    ['AccessDeniedException', 400],
    ['ExpiredTokenException', 400],
    ['TimeoutError', 0],
  ])('%s (%i)', (name, status) => {
    const cause = serviceError(name, status);
    const error = awsError('Reading s3://lake/a', cause);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ cause, message: expect.stringContaining(`Reading s3://lake/a failed: ${name}: `) });
  });

  test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE'])('no connection: %s', (code) => {
    expect(awsError('Reading', Object.assign(new Error('socket'), { code }))).toBeInstanceOf(TransientError);
  });
});

test.each([
  ['NoSuchBucket', 404, 'check the name of the bucket'],
  ['ResourceNotFoundException', 400, 'check the name of the table'],
  ['ValidationException', 400, 'as the service says'],
])('%s is not cured by a retry, and says what to do', (name, status, words) => {
  const error = awsError('Reading', serviceError(name, status));
  expect(error).toBeInstanceOf(TerminalError);
  expect(error).toMatchObject({ message: expect.stringContaining(words) });
});

test('a refused HEAD, which has no name of its own, says what to grant', () => {
  expect(awsError('Looking', serviceError('403', 403))).toMatchObject({ message: expect.stringContaining('s3:ListBucket') });
});

test('our own mistakes stay what they are', () => {
  for (const mistake of [new TypeError('x is not a function'), Object.assign(new Error(), { code: 'ERR_INVALID_ARG_TYPE' })]) {
    expect(awsError('Reading', mistake)).toBe(mistake);
  }
  const known = new TransientError('known');
  expect(awsError('Reading', known)).toBe(known);
});
