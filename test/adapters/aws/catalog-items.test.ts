import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headOf, postingItem, postingKey, postingOf, recordItem, recordOf } from '../../../lib/adapters/aws/catalog-items.ts';
import { entriesOf, exactKey } from '../../../lib/core/dedupe/index-keys.ts';
import { CATALOG_TABLE, HEAD_ATTRIBUTES } from '../../../lib/core/deployment.ts';
import type { Cause, Decided } from '../../../lib/core/model.ts';
import { compareUtf8 } from '../../../lib/core/utf8-order.ts';
import type { Posting } from '../../../lib/ports/catalog.ts';
import { contentOf, recordOf as makeRecord } from '../../contracts/records.ts';

const HEAD_KEY = CATALOG_TABLE.headsIndex.sortKey;

describe('postings', () => {
  // Orders hold nothing below a space; near each other, so that prefixes and ties happen.
  const word = fc.array(fc.constantFrom(' ', '!', '0', '1', 'A', 'a', '~'), { maxLength: 4 }).map((parts) => parts.join(''));
  const posting = fc.record({
    key: fc.constant('n1:00ff'),
    order: word,
    documentId: word,
    version: fc.nat({ max: 2 ** 31 }),
    context: fc.constantFrom('', 'Ab+/0009'),
  });
  const compare = (a: Posting, b: Posting) =>
    compareUtf8(a.order, b.order) || compareUtf8(a.documentId, b.documentId) || a.version - b.version;

  test('come back from their items', () => {
    fc.assert(
      fc.property(posting, (given) => {
        expect(postingOf(postingItem(given))).toEqual(given);
      }),
    );
  });

  test('sort by their keys as by order, document and version', () => {
    fc.assert(
      fc.property(posting, posting, (a, b) => {
        expect(Math.sign(compareUtf8(postingKey(a).sk, postingKey(b).sk))).toBe(Math.sign(compare(a, b)));
      }),
    );
  });
});

describe('records', () => {
  test.each([
    makeRecord('a/é 😀.txt'),
    makeRecord('a', { index: 3 }),
    makeRecord('a', { status: 'rejected', content: null, settled: true }),
    { ...makeRecord('', { status: 'fence', content: null, object: null }), bucket: '' },
  ])('come back from their items, %#', (record) => {
    expect(recordOf(recordItem(record))).toEqual(record);
  });

  test('keep sketch and near keys as bytes, and read them as bytes or, from the stream, as base64', () => {
    const base64 = (...bytes: number[]) => Buffer.from(bytes).toString('base64');
    const nearKeys = ['00ff00ff00ff00ff//AB+a90', '0123456789abcdefabcdefgh'];
    const fingerprint = { ...contentOf('a').fingerprint, sketch: base64(0, 1, 254, 255), nearKeys };
    const record = makeRecord('a', { content: contentOf('a', { fingerprint }) });
    const item = recordItem(record);
    const packed = (item.content as { fingerprint: { sketch: Uint8Array; nearKeys: Uint8Array } }).fingerprint;
    expect(packed.sketch).toEqual(new Uint8Array([0, 1, 254, 255]));
    expect(packed.nearKeys).toHaveLength(28);
    expect(recordOf(item)).toEqual(record);
    const streamed = { ...packed, sketch: base64(...packed.sketch), nearKeys: base64(...packed.nearKeys) };
    expect(recordOf({ ...item, content: { ...record.content, fingerprint: streamed } })).toEqual(record);
  });

  test('keep near keys of before as they are', () => {
    const fingerprint = { ...contentOf('a').fingerprint, scheme: 2, nearKeys: ['00ff00ff00ff00ff'] };
    const record = makeRecord('a', { content: contentOf('a', { fingerprint }) });
    expect(recordItem(record).content).toMatchObject({ fingerprint: { nearKeys: ['00ff00ff00ff00ff'] } });
    expect(recordOf(recordItem(record))).toEqual(record);
  });

  test('keep exposures whole, whether or not they repeat what the content says', () => {
    const content = contentOf('a');
    const [exact, near] = [exactKey(content.fingerprint), entriesOf(content.fingerprint).near];
    const some = fc.constantFrom([exact, ...near], [exact], near, [...near, exact], ['n1:gone'], [], [exact, exact]);
    const exposure = fc.record({ version: fc.nat(), order: fc.constantFrom(content.order, 'earlier', ''), keys: some });
    const exposures = fc.array(exposure, { maxLength: 3 });
    fc.assert(
      fc.property(exposures, exposures, fc.boolean(), (exposed, retired, live) => {
        const record = { ...makeRecord('a', live ? {} : { content: null }), exposures: exposed, retired };
        expect(recordOf(recordItem(record))).toEqual(record);
      }),
    );
    const usual = [{ version: 1, order: content.order, keys: [exact, ...near] }];
    expect(recordItem(makeRecord('a', { exposures: usual })).exposures).toEqual([{ version: 1, keys: 'all' }]);
  });

  test('keep the decision', () => {
    const decided = fc.constantFrom<Decided>('canonical', 'exact', 'rejected');
    const id = fc.constantFrom(null, 'ab'.repeat(16));
    const decision = fc.record({
      revision: fc.nat(),
      decidedAt: fc.nat({ max: 2 ** 45 }),
      cause: fc.constantFrom<Cause>('new', 'original_gone'),
      verdict: decided,
      duplicateOf: id,
      previous: fc.option(fc.record({ verdict: decided, duplicateOf: id })),
    });
    fc.assert(
      fc.property(decision, fc.constantFrom<Cause | null>(null, 'overwritten'), (given, cause) => {
        const record = makeRecord('a', { decision: given, cause });
        expect(recordOf(recordItem(record))).toEqual(record);
      }),
    );
  });

  test('are in the index of heads when they speak for an object that has a name', () => {
    expect(recordItem(makeRecord('a'))).toMatchObject({ bucket: 'landing', [HEAD_KEY]: 'a' });
    expect(recordItem(makeRecord('a', { index: 1 }))).not.toHaveProperty(HEAD_KEY);
    // An attribute of an index must not be empty.
    const nameless = recordItem({ ...makeRecord('', { status: 'fence', content: null }), bucket: '' });
    expect(nameless).not.toHaveProperty('bucket');
    expect(nameless).not.toHaveProperty(HEAD_KEY);
  });

  test('give heads by what the index projects', () => {
    const item = recordItem(makeRecord('a', { object: { extent: 2, complete: true } }));
    const projected = Object.fromEntries([HEAD_KEY, ...HEAD_ATTRIBUTES].map((name) => [name, item[name]]));
    expect(headOf(projected)).toEqual({ key: 'a', objectVersion: 'v1', complete: true, status: 'live', rulesVersion: 1 });
  });
});
