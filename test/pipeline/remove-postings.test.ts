import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import type { Posting } from '../../lib/core/index-exposure.ts';
import { LOOK_LIMIT } from '../../lib/pipeline/judging.ts';
import { removePostings } from '../../lib/pipeline/remove-postings.ts';
import { recordOf } from '../contracts/records.ts';
import { intercepted } from '../simulation/directed/stage.ts';

const [ONE, OTHER] = ['abcdefgh', 'ijklmnop'];
/** The `place`th of the key; its document is called by it. */
const posting = (place: number, context: string): Posting => {
  const name = String(place).padStart(3, '0');
  return { key: 'n3:00', order: name, documentId: name, version: 1, context };
};

async function lookAgainWithout(gone: Posting, others: readonly Posting[], kind: 'retired' | 'garbage'): Promise<string[]> {
  const { catalog } = openMemory();
  await catalog.post([gone, ...others]);
  const again = await removePostings({ catalog }, [gone], kind);
  expect((await catalog.postings(['n3:00'], 1000)).get('n3:00')).toEqual(others);
  return [...again].sort();
}

test('a retired posting concerns what is later and in an agreeing context', async () => {
  const others = [posting(1, ONE), posting(3, ONE), posting(4, OTHER), posting(5, ONE)];
  expect(await lookAgainWithout(posting(2, ONE), others, 'retired')).toEqual(['003', '005']);
});

test('garbage concerns nobody where all are looked at', async () => {
  expect(await lookAgainWithout(posting(0, ONE), [posting(1, ONE)], 'garbage')).toEqual([]);
});

test.each(['retired', 'garbage'] as const)(
  'a %s posting that stood before others brings one of them into sight',
  async (kind) => {
    const seen = Array.from({ length: LOOK_LIMIT - 1 }, (_, i) => posting(i + 1, ONE));
    const [hidden, later, latest] = [posting(500, OTHER), posting(501, ONE), posting(502, OTHER)];
    const again = await lookAgainWithout(posting(0, '++++++++'), [...seen, hidden, later, latest], kind);
    // Its own kind has it in sight now.
    expect(again).toContain('502');
  },
);

test('what stood out of sight hid nobody', async () => {
  const seen = Array.from({ length: LOOK_LIMIT }, (_, i) => posting(i, ONE));
  expect(await lookAgainWithout(posting(400, OTHER), [...seen, posting(500, ONE), posting(501, ONE)], 'garbage')).toEqual([]);
});

test('of several that are removed at once each made the key crowded', async () => {
  const { catalog } = openMemory();
  const gone = Array.from({ length: LOOK_LIMIT }, (_, i) => posting(i, ONE));
  await catalog.post([...gone, posting(400, OTHER), posting(401, OTHER)]);
  // The last two never saw one another: all that anybody looked at was garbage that agrees with neither.
  expect(await removePostings({ catalog }, gone, 'garbage')).toEqual(new Set(['401']));
});

test('what is removed by somebody else just then made the key crowded too', async () => {
  const memory = openMemory();
  const gone = Array.from({ length: LOOK_LIMIT }, (_, i) => posting(i, ONE));
  await memory.catalog.post([...gone, posting(400, OTHER), posting(401, OTHER)]);
  const ports = intercepted(memory, 'catalog', 'unpost', () => memory.catalog.unpost(gone.slice(1)));
  expect(await removePostings(ports, gone.slice(0, 1), 'garbage')).toEqual(new Set(['401']));
});

/** Crowded by copies of one text; the first is live where `original` says so. */
async function lookAgainWithoutCopy(place: number, original: Partial<CatalogRecord>): Promise<string[]> {
  const { catalog } = openMemory();
  const copies = Array.from({ length: LOOK_LIMIT + 2 }, (_, i) => ({ ...posting(i, ''), key: 'x3:00' }));
  await catalog.post(copies);
  const exposures = [{ version: 1, order: '000', keys: ['x3:00'] }];
  await catalog.write([{ record: recordOf('a', { documentId: '000', exposures, ...original }), expected: 0 }]);
  return [...(await removePostings({ catalog }, [copies[place]!], 'garbage'))].sort();
}

test('copies rest on their original alone', async () => {
  expect(await lookAgainWithoutCopy(3, {})).toEqual([]);
});

test('copies look again where none before the removed one is live', async () => {
  expect(await lookAgainWithoutCopy(3, { exposures: [] })).toContain('017');
  expect(await lookAgainWithoutCopy(0, {})).toContain('017');
});
