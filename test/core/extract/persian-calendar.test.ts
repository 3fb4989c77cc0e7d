import { describe, expect, it } from 'vitest';
import { fromPersian, persianMonthOf } from '../../../lib/core/extract/persian-calendar.ts';

describe('the calendar of Iran', () => {
  it.each([
    [1403, 1, 1, { year: 2024, month: 3, day: 20 }],
    [1404, 1, 1, { year: 2025, month: 3, day: 21 }],
    [1403, 6, 31, { year: 2024, month: 9, day: 21 }],
    [1403, 7, 1, { year: 2024, month: 9, day: 22 }],
    [1403, 12, 30, { year: 2025, month: 3, day: 20 }],
    [1402, 12, 30, null],
    [1403, 7, 31, null],
    [1403, 13, 1, null],
    [2024, 3, 20, null],
  ])('has %i/%i/%i', (year, month, day, date) => {
    expect(fromPersian(year, month, day)).toEqual(date);
  });

  it('calls its months by name', () => {
    expect(['فروردین', 'مهر', 'اسفند', 'March'].map(persianMonthOf)).toEqual([1, 7, 12, undefined]);
  });
});
