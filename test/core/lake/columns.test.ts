import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Column, DOCUMENTS, SCHEMA_VERSION, TABLES, type Table } from '../../../lib/core/lake/columns.ts';
import { brokenPromises, columnPromises } from '../../support/column-promises.ts';

/** Lines are only ever added to this file, when a version is released. */
const PROMISED = readFileSync(join(import.meta.dirname, '../../fixtures/columns.txt'), 'utf8')
  .trim()
  .split('\n');

test('columns are never removed, renamed or retyped; new ones are nullable and state their version', () => {
  expect(brokenPromises(PROMISED, TABLES)).toEqual([]);
});

test('no column is named twice', () => {
  for (const { columns } of TABLES) expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
});

describe('the promise is broken by', () => {
  const promised = columnPromises([DOCUMENTS]);
  const changed = (change: (columns: Column[]) => Column[]): Table => ({ ...DOCUMENTS, columns: change([...DOCUMENTS.columns]) });
  const edit = (name: string, changes: Partial<Column>) => (columns: Column[]) =>
    columns.map((column) => (column.name === name ? { ...column, ...changes } : column));
  const another: Column = { name: 'x', type: 'int', nullable: true, description: '', example: '', since: SCHEMA_VERSION + 1 };

  test.each([
    ['a removed column', (columns: Column[]) => columns.filter(({ name }) => name !== 'kicker'), /removed.*kicker/],
    ['a renamed one', edit('kicker', { name: 'overline' }), /removed.*kicker/],
    ['a retyped one', edit('word_count', { type: 'double' }), /changed.*word_count/],
    ['one that may be null now', edit('revision', { nullable: true }), /changed.*revision/],
    ['a new one that may not', (columns: Column[]) => [...columns, { ...another, nullable: false }], /nullable: documents x/],
    [
      'a new one that pretends to be old',
      (columns: Column[]) => [...columns, { ...another, since: 1 }],
      /later since: documents x/,
    ],
  ])('%s', (_, change, complaint) => {
    expect(brokenPromises(promised, [changed(change)]).join('\n')).toMatch(complaint);
  });

  test('but not by a new column or table', () => {
    const other: Table = { ...DOCUMENTS, name: 'other' };
    expect(brokenPromises(promised, [changed((columns) => [...columns, another]), other])).toEqual([]);
  });
});
