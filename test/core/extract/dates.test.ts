import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAt, dateOfField } from '../../../lib/core/extract/dates.ts';

const day = (text: string) => dateAt(text)?.date.date ?? null;

describe('dateAt', () => {
  it.each([
    ['Sat Sep 09 2023', '2023-09-09'],
    ['9 September 2023', '2023-09-09'],
    ['September 9, 2023 10:31 am', '2023-09-09'],
    ['2023-09-09T10:31:00Z', '2023-09-09'],
    ['09.09.2023', '2023-09-09'],
    ['9 septembre 2023', '2023-09-09'],
    ['1er janvier 2024', '2024-01-01'],
    ['lunes, 9 de septiembre de 2023', '2023-09-09'],
    ['9 сентября 2023', '2023-09-09'],
    ['9. září 2023', '2023-09-09'],
    ['2023. szeptember 9.', '2023-09-09'],
    ['2023年9月9日', '2023-09-09'],
    ['2023년 9월 9일', '2023-09-09'],
    ['٩ سبتمبر ٢٠٢٣', '2023-09-09'],
    ['السبت، 9 سبتمبر 2023', '2023-09-09'],
    ['९ सितंबर २०२३', '2023-09-09'],
    ['thứ bảy, 9 tháng 9, 2023', '2023-09-09'],
    ['09.13.2023', '2023-09-13'],
    ['13/04/2023', '2023-04-13'],
    ['04/13/2023', '2023-04-13'],
    ['04/04/2023', '2023-04-04'],
    ['03/04/2023', null],
    ['31/02/2023', null],
    ['9999-99-99', null],
    ['12 May 3024', null],
    ['on Sunday', null],
    ['May the 5 2020 vote', null],
  ])('%s', (text, expected) => {
    expect(day(text)).toBe(expected);
  });

  it('gives an instant only when time and zone are stated', () => {
    expect(dateAt('3 May 2024, 10:31 pm EST')?.date).toEqual({
      date: '2024-05-03',
      precision: 'minute',
      at: '2024-05-04T03:31:00.000Z',
      zoneKnown: true,
    });
    expect(dateAt('3 May 2024, 10:31')?.date).toEqual({ date: '2024-05-03', precision: 'minute', at: null, zoneKnown: false });
    expect(dateAt('3 May 2024 10:31 IST')?.date.at).toBeNull(); // India, Israel or Ireland
  });

  it.each(['2023年9月9日（土）', '2023年9月9日 星期六', '2023년 9월 9일 토요일'])('%s: the weekday belongs to it', (text) => {
    expect(dateAt(text)).toMatchObject({ date: { date: '2023-09-09' }, end: text.length });
  });

  it.each([
    ['2023年9月9日 10時05分', 'minute', '10:05'],
    ['2023年9月9日（土） 午後3時05分', 'minute', '15:05'],
    ['2023年9月9日 上午12点30分', 'minute', '00:30'],
    ['2023-09-09 下午3:05:20', 'second', '15:05'],
    ['2023.09.09. 오후 3:05', 'minute', '15:05'],
    ['2023년 9월 9일 오전 10시 5분', 'minute', '10:05'],
  ])('%s: its clock', (text, precision, clock) => {
    expect(dateAt(text)).toMatchObject({ date: { date: '2023-09-09', precision }, end: text.length });
    expect(dateAt(`${text} GMT`)?.date.at).toContain(`T${clock}:`);
  });

  it('reads no clock that there is not', () => {
    for (const text of ['2023年9月9日 25時05分', '2023年9月9日 10時75分'])
      expect(dateAt(text)?.date).toMatchObject({ date: '2023-09-09', precision: 'day' });
  });

  it('reads back every day in every shape', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    const languages = fc.constantFrom('en-US', 'en-GB', 'de', 'fr', 'es', 'it', 'pt-PT', 'nl', 'sv', 'ru', 'tr', 'ja', 'ko');
    fc.assert(
      fc.property(days, languages, (date, language) => {
        const text = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        expect(day(text)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });
});

describe('dateOfField', () => {
  it.each([
    ['Fri May 03 08:00:00 +0200 2024', '2024-05-03', '2024-05-03T06:00:00.000Z'],
    ['Fri May  3 08:00:00 UTC 2024', '2024-05-03', '2024-05-03T08:00:00.000Z'],
    ['20240503T081500Z', '2024-05-03', null],
    ['20240503081500', '2024-05-03', null],
  ])('reads what programs write: %s', (text, date, at) => {
    const found = dateOfField(text);
    expect([found?.date, found?.at && new Date(found.at).toISOString()]).toEqual([date, at]);
  });

  it.each([
    ['1714725060', '2024-05-03T08:31:00.000Z'],
    ['1714725060000', '2024-05-03T08:31:00.000Z'],
    ['Fri, 03 May 2024 10:31:00 +0200', '2024-05-03T08:31:00.000Z'],
    ['2024-05-03 08:31:00 UTC', '2024-05-03T08:31:00.000Z'],
    ['2024-05-03', null],
  ])('%s', (text, at) => {
    expect(dateOfField(text)).toMatchObject({ date: '2024-05-03', at });
  });
  it.each(['', 'yesterday', '275760-01-01', '-1', '1e400', '0'])('%s is no date', (text) => {
    expect(dateOfField(text)).toBeNull();
  });
});
