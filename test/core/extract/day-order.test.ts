import { describe, expect, it } from 'vitest';
import { dayOrderOf } from '../../../lib/core/extract/day-order.ts';

const orderOf = (content: string) => dayOrderOf({ content, stated: {} }, 'en');

describe('the order of day and month in an English text', () => {
  it.each([
    ['03/04/2024 and elsewhere 03/24/2024', 'month_first'],
    ['03/04/2024, updated 24 March 2024', 'day_first'],
    ['03/04/2024, updated March 24, 2024', 'month_first'],
    ['03/04/2024. Call (555) 010-4477.', 'month_first'],
    ['03/04/2024, updated March 24, 2024. Tickets are £4.', 'unknown'],
    ['03/04/2024, updated March 24, 2024, in the city centre', 'unknown'],
    ['03/04/2024, between March 24, 2024 and 26 March 2024', 'unknown'],
    ['03/04/2024', 'unknown'],
  ])('%s: %s', (content, order) => {
    expect(orderOf(content)).toBe(order);
  });
});
