import { describe, expect, it } from 'vitest';
import { renderTable } from '../../lib/cli/render-table.ts';
import { collect, rowsOf } from './rows.ts';

const COLUMNS = [
  { name: 'title', type: 'VARCHAR' },
  { name: 'words', type: 'INTEGER' },
];

const table = async (rows: readonly (readonly unknown[])[], width = 120, columns = COLUMNS) =>
  (await collect(renderTable(columns, rowsOf(rows), width))).split('\n');

describe('renderTable', () => {
  it('aligns texts left and numbers right', async () => {
    expect(
      await table([
        ['Bridge', 12],
        ['Tram', 1234],
      ]),
    ).toEqual(['title   words', '──────  ─────', 'Bridge     12', 'Tram     1234', '(2 rows)', '']);
  });

  it('shows an empty answer', async () => {
    expect(await table([])).toEqual(['title  words', '─────  ─────', '(0 rows)', '']);
  });

  it('shows null as nothing, lists and structures as JSON', async () => {
    const columns = [{ name: 'authors', type: 'VARCHAR[]' }, ...COLUMNS];
    expect((await table([[['Ada', 'Bo'], null, null]], 120, columns))[2]).toBe('["Ada","Bo"]');
  });

  it('counts the columns of wide and combining characters', async () => {
    const lines = await table([
      ['漢字', 1],
      ['e\u0301e', 2],
      ['👩‍🚒x', 3],
    ]);
    expect(lines.slice(2, 5)).toEqual(['漢字       1', 'e\u0301e         2', '👩‍🚒x        3']);
  });

  it('cuts the widest column first, at a whole character', async () => {
    const lines = await table([['漢字漢字漢字漢字', 1]], 21);
    expect(lines[2]).toBe('漢字漢字漢字…       1');
    const long = await table([['x'.repeat(1_000_000), 1]]);
    expect(long[2]).toBe(`${'x'.repeat(59)}…      1`);
  });

  it('fits rows after the sampled ones into the widths', async () => {
    const lines = await table([...Array.from({ length: 600 }, () => ['abc', 1]), ['abcdefgh', 2]]);
    expect(lines.slice(601)).toEqual(['abc        1', 'abcd…      2', '(601 rows)', '']);
  });

  it('lets no text steer the terminal', async () => {
    const lines = await table([['\x1b[31mred\nline\u202e', 1]]);
    expect(lines[2]).toBe('\ufffd[31mred line\ufffd      1');
  });
});
