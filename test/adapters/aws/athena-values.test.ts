import { expect, test } from 'vitest';
import { plainCell } from '../../../lib/adapters/aws/athena-values.ts';

test.each([
  ['integer', '-7', -7],
  ['double', '0.93', 0.93],
  ['double', 'NaN', 'NaN'],
  ['bigint', '9007199254740991', 9007199254740991],
  ['bigint', '9007199254740993', '9007199254740993'],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['date', '2026-03-04', '2026-03-04'],
  ['timestamp', '2026-03-04 09:31:07.000', '2026-03-04T09:31:07.000Z'],
  ['varchar', '', ''],
  ['varchar', undefined, null],
  ['array', '[Ada Lind, Bo]', '[Ada Lind, Bo]'],
])('%s %s', (type, text, value) => {
  expect(plainCell(type, text)).toEqual(value);
});
