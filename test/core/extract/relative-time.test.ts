import { describe, expect, it } from 'vitest';
import { metaLineOf } from '../../../lib/core/extract/meta-line.ts';
import { behindRelativeTime } from '../../../lib/core/extract/relative-time.ts';

describe('a time relative to when the page was read', () => {
  it.each([
    '3 hours ago',
    'an hour ago',
    '2 mins ago',
    'vor einer Stunde',
    'vor 3 Tagen',
    'il y a 2 heures',
    'hace 5 días',
    'há 2 anos',
    '3 ore fa',
    '2 uur geleden',
    'för 3 timmar sedan',
    'for 2 dager siden',
    '2 godziny temu',
    '3 часа назад',
    '2 saat önce',
    '3 jam yang lalu',
    '2 giờ trước',
    'منذ 3 ساعات',
    '3小时前',
    '2日前',
    '3시간 전',
  ])('%s', (text) => {
    expect(behindRelativeTime(text, 0)).toBe(text.length);
    expect(metaLineOf(text)).toEqual({ labelled: true });
  });

  it.each(['Published 3 hours ago', 'Aktualisiert vor 2 Stunden', 'Updated: 5 days ago | 3 min read'])(
    '%s states nothing',
    (text) => {
      expect(metaLineOf(text)).toEqual({ labelled: true });
    },
  );

  it('stands beside what is stated', () => {
    expect(metaLineOf('3 May 2024 Updated 2 days ago')?.published?.date).toBe('2024-05-03');
    expect(metaLineOf('Posted 2 days ago by Jane Doe')?.authors).toEqual(['Jane Doe']);
  });

  it.each(['3 hours ago the ferry sank', 'Two hours', '30 years agog', 'hace 5 díasx'])('%s is none', (text) => {
    expect(metaLineOf(text)).toBeNull();
  });
});
