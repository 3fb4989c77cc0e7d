import { describe, expect, it } from 'vitest';
import { renderTable } from '../../lib/cli/render-table.ts';
import { renderVertical } from '../../lib/cli/render-vertical.ts';
import { collect, rowsOf } from './rows.ts';

const named = (...names: string[]) => names.map((name) => ({ name, type: 'VARCHAR' }));

describe('renderVertical', () => {
  it('gives each value a line, and null none of its own', async () => {
    const lines = await collect(
      renderVertical(
        named('title', 'n'),
        rowsOf([
          ['Bridge', 1],
          [null, 2],
        ]),
        80,
      ),
    );
    expect(lines.split('\n')).toEqual([
      '── row 1 ────────────────',
      'title  Bridge',
      'n      1',
      '── row 2 ────────────────',
      'title',
      'n      2',
      '(2 rows)',
      '',
    ]);
  });

  it('wraps long texts and keeps their paragraphs, and lets none steer the terminal', async () => {
    const body = 'The bridge reopened on Tuesday.\n\nFerries\x1b[2J return.';
    const lines = (await collect(renderVertical(named('body'), rowsOf([[body]]), 26))).split('\n');
    expect(lines.slice(1, -2)).toEqual(['body  The bridge reopened', '      on Tuesday.', '', '      Ferries\ufffd[2J return.']);
  });

  it('cuts a text of megabytes', async () => {
    const text = await collect(renderVertical(named('body'), rowsOf([['word '.repeat(500_000)]]), 100));
    expect(text.length).toBeLessThan(25_000);
    expect(text).toContain('…');
  });
});

describe('renderTable of columns that have no room', () => {
  const columns = named('a', 'b', 'c', 'd');
  const wide = columns.map(({ name }) => name.repeat(30));

  it('gives each value a line, also of the rows after the sampled ones', async () => {
    const rows = Array.from({ length: 700 }, () => wide);
    const lines = (await collect(renderTable(columns, rowsOf(rows), 50))).split('\n');
    expect(lines.slice(0, 3)).toEqual(['── row 1 ────────────', `a  ${wide[0]}`, `b  ${wide[1]}`]);
    expect(lines).toContain('── row 700 ──────────');
    expect(lines.at(-2)).toBe('(700 rows)');
  });

  it('stays a table where each keeps twelve characters', async () => {
    const lines = (await collect(renderTable(columns, rowsOf([wide]), 4 * 12 + 3 * 2))).split('\n');
    expect(lines[2]).toBe(['a', 'b', 'c', 'd'].map((letter) => `${letter.repeat(11)}…`).join('  '));
  });
});
