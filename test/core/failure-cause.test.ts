import { expect, test } from 'vitest';
import { TransientError } from '../../lib/core/errors.ts';
import { failureCause } from '../../lib/core/failure-cause.ts';

test('what failed for the same reason has the same cause, whatever it failed on', () => {
  const denied = (key: string) => failureCause(new TransientError(`Reading s3://landing/${key} failed: AccessDenied: no`), [key]);
  expect(denied('wire desk/a b+c.txt')).toBe('TransientError: Reading s3://landing/… failed: AccessDenied: no');
  expect(denied('other.txt')).toBe(denied('wire desk/a b+c.txt'));
  const contended = (count: number, id: string) => failureCause(new Error(`Revision ${count} of ${id} is unknown`), []);
  expect(contended(3, '0123456789abcdef0123456789abcdef')).toBe(contended(12, 'fedcba9876543210fedcba9876543210'));
});

test('different reasons stay apart', () => {
  expect(failureCause(new TypeError('x is undefined'), [])).toBe('TypeError: x is undefined');
  expect(failureCause(new RangeError('x is undefined'), [])).not.toBe(failureCause(new TypeError('x is undefined'), []));
});

test('is one short line that a queue takes', () => {
  const cause = failureCause(new Error(`a\u0000b\uffff\ud800\n${'long '.repeat(200)}`), ['']);
  expect(cause.length).toBeLessThanOrEqual(300);
  expect(cause).toMatch(/^Error: a b [\p{L} \ufffd]+$/u);
});

test('a name as short as a word of the sentence is left alone', () => {
  expect(failureCause(new Error('no such key'), ['key'])).toBe('Error: no such key');
});
