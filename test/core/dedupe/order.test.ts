import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OrderFacts, orderOf, recordNameOf } from '../../../lib/core/dedupe/order.ts';

const FACTS: OrderFacts = {
  firstSeen: Date.UTC(2026, 2, 4),
  publishedDate: '2026-03-04',
  recordName: 'bridge',
  contentSha256: 'b'.repeat(64),
  documentId: 'd'.repeat(32),
};
const order = (facts: Partial<OrderFacts> = {}) => orderOf({ ...FACTS, ...facts });

describe('orderOf', () => {
  it.each<[string, Partial<OrderFacts>, Partial<OrderFacts>]>([
    [
      'who was seen first, whatever date it claims',
      { firstSeen: 999, publishedDate: null },
      { firstSeen: 1000, publishedDate: '1990-01-01' },
    ],
    ['then the earlier date', { publishedDate: '2025-12-31', recordName: 'z' }, { recordName: 'a' }],
    ['dated before undated', { recordName: 'z' }, { publishedDate: null, recordName: 'a' }],
    ['then the name', { recordName: 'a', contentSha256: 'f'.repeat(64) }, { recordName: 'b', contentSha256: 'a'.repeat(64) }],
    [
      'a name before those that go on',
      { recordName: 'a', contentSha256: 'f'.repeat(64) },
      { recordName: 'a!', contentSha256: 'a'.repeat(64) },
    ],
    ['then the content', { contentSha256: 'a'.repeat(64), documentId: 'f' }, { documentId: 'a' }],
    ['then the document id', { documentId: 'a' }, { documentId: 'b' }],
  ])('%s', (_, before, after) => {
    expect(order(before) < order(after)).toBe(true);
  });

  it('is short ASCII whatever the name holds, and unique by document', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (recordName) => {
        const [a, b] = [order({ recordName }), order({ recordName, documentId: 'other' })];
        expect(a).toMatch(/^[\x20-\x7e]{1,400}$/);
        expect(a).not.toBe(b);
      }),
    );
    expect(order({ recordName: '橋'.repeat(500) }).length).toBeLessThan(400);
    expect(order({ recordName: '\ud800' })).toMatch(/^[\x20-\x7e]+$/);
  });

  it('ends with the content and the document whatever the name is', () => {
    const tail = ` ${FACTS.contentSha256} ${FACTS.documentId}`;
    expect(order({ recordName: 'a b '.repeat(200) }).split(' ')).toHaveLength(5);
    expect(order({ recordName: 'a b '.repeat(200) }).endsWith(tail)).toBe(true);
  });
});

describe('recordNameOf', () => {
  it.each([
    ['a-1042', 'wire/all.jsonl', 'a-1042'],
    [null, 'wire/2026/bridge.txt', 'bridge'],
    [null, 'bridge.html.gz', 'bridge'],
    [null, 'bridge.JSON.ZST', 'bridge'],
    [null, 'wire/v1.2', 'v1.2'],
    [null, 'v1.2.md', 'v1.2'],
    [null, 'wire.ndjson.gz', 'wire'],
  ])('of %s in %s is %s', (sourceRecordId, key, name) => {
    expect(recordNameOf(sourceRecordId, key)).toBe(name);
  });
});
