import { expect, it } from 'vitest';
import { remember, rememberByKind } from '../../../lib/core/extract/remember.ts';

it('asks once for what it keeps, also for nothing, and keeps no more than it may', () => {
  const asked: string[] = [];
  const lengthOf = remember(10, (text) => {
    asked.push(text);
    return text.length > 4 ? text.length : undefined;
  });
  expect(['no', 'no', 'twelve chars', 'no', 'new', 'no'].map(lengthOf)).toEqual([
    undefined,
    undefined,
    12,
    undefined,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(['no', 'twelve chars', 'new', 'no']);
});

it('keeps the answers of each kind apart', () => {
  const asked: string[] = [];
  const joined = rememberByKind(100, (text, kind: 'a' | 'b') => {
    asked.push(`${text} ${kind}`);
    return asked.at(-1);
  });
  expect([joined('x', 'a'), joined('x', 'b'), joined('x', 'a')]).toEqual(['x a', 'x b', 'x a']);
  expect(asked).toEqual(['x a', 'x b']);
});
