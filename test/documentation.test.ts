import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentation } from './support/documentation.ts';

test.each([...documentation()])('%s says what the code does now (npm run docs writes it anew)', (path, expected) => {
  expect(readFileSync(join(import.meta.dirname, '..', path), 'utf8')).toBe(expected);
});
