import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField, renderCsv } from '../../lib/cli/render-csv.ts';
import { collect, rowsOf } from './rows.ts';

const COLUMNS = ['title', 'words', 'authors'].map((name) => ({ name, type: 'VARCHAR' }));

describe('renderCsv', () => {
  it('writes a header and one CRLF line a row', async () => {
    const csv = await collect(
      renderCsv(
        COLUMNS,
        rowsOf([
          ['Bridge, reopened', 12, ['Ada', 'Bo']],
          [null, 0, []],
        ]),
      ),
    );
    expect(csv).toBe('title,words,authors\r\n"Bridge, reopened",12,"[""Ada"",""Bo""]"\r\n,0,[]\r\n');
  });
});

describe('csvField', () => {
  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', `"'\rx"`],
    ['a=b', 'a=b'],
    ['', ''],
    [-5, '-5'],
    [false, 'false'],
    [{ start: 0 }, '"{""start"":0}"'],
  ])('%j becomes %s', (value, field) => expect(csvField(value)).toBe(field));

  it('is read back by the rules of RFC 4180, and never starts like a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a', 'é') }), (text) => {
        const field = csvField(text);
        const quoted = /^"((?:[^"]|"")*)"$/.exec(field);
        const read = quoted ? quoted[1]!.replaceAll('""', '"') : field;
        expect(quoted !== null || !/[",\r\n]/.test(field)).toBe(true);
        expect(read === text || read === `'${text}`).toBe(true);
        expect(read).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
