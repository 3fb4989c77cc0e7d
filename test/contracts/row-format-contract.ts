import assert from 'node:assert/strict';
import { SCHEMA_VERSION, type Table } from '../../lib/core/lake/columns.ts';
import type { Row, RowFormat } from '../../lib/core/lake/row-format.ts';
import type { Contract } from './contract.ts';

const column = { description: 'd', example: 'e', since: SCHEMA_VERSION, nullable: true } as const;

/** One column of each type. */
const TABLE: Table = {
  name: 'samples',
  description: 'Rows of each type.',
  partitionedBy: 'day',
  columns: [
    { ...column, name: 'id', type: 'string', nullable: false },
    { ...column, name: 'text', type: 'string' },
    { ...column, name: 'count', type: 'int' },
    { ...column, name: 'score', type: 'double' },
    { ...column, name: 'flag', type: 'boolean' },
    { ...column, name: 'date', type: 'date' },
    { ...column, name: 'time', type: 'timestamp' },
    { ...column, name: 'names', type: 'list<string>', nullable: false },
    { ...column, name: 'removed', type: 'list<removal>', nullable: false },
    { ...column, name: 'day', type: 'date', nullable: false },
  ],
};

const FULL: Row = {
  id: '1',
  text: '😀 é "quoted",\n\u0000 and \\',
  count: -2_147_483_648,
  score: 0.1 + 0.2,
  flag: false,
  date: '1969-07-20',
  time: '2026-03-04T09:31:07.123Z',
  names: ['Ada', '', 'Ø'],
  removed: [{ start: 0, end: 10, rule: 'share', text: 'Share 😀' }],
};
const EMPTY: Row = { id: '2', text: null, count: null, score: null, flag: null, date: null, time: null, names: [], removed: [] };

const roundTrip = async (format: RowFormat, rows: readonly Row[], columns?: readonly string[]) =>
  format.decode(TABLE, await format.encode(TABLE, rows), columns);

/** What `RowFormat` promises. */
export const rowFormatContract: Contract<RowFormat> = [
  {
    promise: 'gives back rows of every type, and nulls, as they were',
    async check(format) {
      assert.deepEqual(await roundTrip(format, [FULL, EMPTY]), [FULL, EMPTY]);
    },
  },
  {
    promise: 'keeps the order of the rows',
    async check(format) {
      const rows = Array.from({ length: 5000 }, (_, number) => ({ ...FULL, id: String((number * 7919) % 5000), count: number }));
      assert.deepEqual(
        (await roundTrip(format, rows)).map(({ id, count }) => ({ id, count })),
        rows.map(({ id, count }) => ({ id, count })),
      );
    },
  },
  {
    promise: 'takes no row at all',
    async check(format) {
      assert.deepEqual(await roundTrip(format, []), []);
    },
  },
  {
    promise: 'leaves the partition column out of the file',
    async check(format) {
      assert.deepEqual(await roundTrip(format, [{ ...FULL, day: '2026-03-04' }]), [FULL]);
    },
  },
  {
    promise: 'decodes only the columns asked for',
    async check(format) {
      assert.deepEqual(await roundTrip(format, [FULL, EMPTY], ['count', 'id']), [
        { count: FULL.count, id: '1' },
        { count: null, id: '2' },
      ]);
    },
  },
  {
    promise: 'decodes the same columns from parts of the file, if it can',
    async check(format) {
      if (!format.decodeParts) return;
      for (const rows of [[], [FULL, EMPTY], Array.from({ length: 5000 }, (_, at) => ({ ...FULL, text: `${at}`.repeat(99) }))]) {
        const file = await format.encode(TABLE, rows, { isLasting: true });
        const parts = { size: file.length, read: async (start: number, end: number) => file.slice(start, end) };
        assert.deepEqual(
          await format.decodeParts(TABLE, parts, ['count', 'id']),
          await format.decode(TABLE, file, ['count', 'id']),
        );
      }
    },
  },
  {
    promise: 'gives equal bytes for equal rows',
    async check(format) {
      const [once, again] = [await format.encode(TABLE, [FULL, EMPTY]), await format.encode(TABLE, [FULL, EMPTY])];
      assert.ok(Buffer.from(once).equals(again));
    },
  },
  {
    promise: 'names its files by a dot and an ending',
    async check(format) {
      assert.match(format.extension, /^\.[a-z.]+$/);
    },
  },
];
