import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { renderArrow } from '../../lib/cli/render-arrow.ts';
import { rowsOf } from './rows.ts';

async function read(types: readonly string[], rows: readonly (readonly unknown[])[]) {
  const columns = types.map((type, index) => ({ name: `c${index}`, type }));
  return tableFromIPC(Buffer.concat(await Array.fromAsync(renderArrow(columns, rowsOf(rows)))));
}

describe('renderArrow', () => {
  it.each([
    ['VARCHAR', 'naïve 漢字 😀', 'Utf8', 'naïve 漢字 😀'],
    ['BOOLEAN', true, 'Bool', true],
    ['INTEGER', -7, 'Int32', -7],
    ['BIGINT', '9007199254740993', 'Int64', 9007199254740993n],
    ['DOUBLE', 0.5, 'Float64', 0.5],
    ['DATE', '2026-03-07', 'Date32<DAY>', Date.UTC(2026, 2, 7)],
    ['TIMESTAMP', '2026-03-07T10:31:00.123Z', 'Timestamp<MILLISECOND, UTC>', Date.UTC(2026, 2, 7, 10, 31, 0, 123)],
    ['STRUCT(a INTEGER)', { a: 1 }, 'Utf8', '{"a":1}'],
  ])('%s %j', async (type, value, arrowType, expected) => {
    const table = await read([type], [[null], [value]]);
    expect(String(table.schema.fields[0]!.type)).toBe(arrowType);
    expect([...table.getChildAt(0)!]).toEqual([null, expected]);
  });

  it.each([
    ['HUGEINT', '-170141183460469231731687303715884105', '-170141183460469231731687303715884105'],
    ['DECIMAL(18,3)', '12.5', '12500'],
    ['DECIMAL(18,3)', '-0.001', '-1'],
  ])('keeps every digit of %s %s', async (type, value, unscaled) => {
    const table = await read([type], [[value]]);
    const words = table.getChildAt(0)!.get(0) as Uint32Array;
    const bits = [...words].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
    expect(String(BigInt.asIntN(128, bits))).toBe(unscaled);
  });

  it('keeps lists, empty and absent ones apart', async () => {
    const table = await read(['VARCHAR[]'], [[['a', 'b']], [[]], [null]]);
    expect([...table.getChildAt(0)!].map((list) => list && [...list])).toEqual([['a', 'b'], [], null]);
  });

  it('fails when the query fails on the way', async () => {
    const rows = (async function* () {
      yield [1];
      throw new Error('out of memory');
    })();
    const stream = renderArrow([{ name: 'n', type: 'INTEGER' }], rows);
    await expect(Array.fromAsync(stream)).rejects.toThrow('out of memory');
  });

  it('streams an answer of many batches, and states the columns of an empty one', async () => {
    const many = await read(
      ['INTEGER'],
      Array.from({ length: 4_001 }, (_, index) => [index]),
    );
    expect(many.batches.length).toBe(3);
    expect(many.getChildAt(0)!.get(4_000)).toBe(4_000);
    const none = await read(['INTEGER', 'VARCHAR[]'], []);
    expect([none.numRows, none.schema.fields.map(({ name }) => name)]).toEqual([0, ['c0', 'c1']]);
  });
});
