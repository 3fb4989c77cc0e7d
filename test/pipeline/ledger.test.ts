import { beforeEach, describe, expect, test } from 'vitest';
import { type MemoryLake, openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { DEDUPE_LEDGER, DOCUMENTS } from '../../lib/core/lake/columns.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { adopt } from '../../lib/pipeline/adopt.ts';
import { assignClusters } from '../../lib/pipeline/cluster.ts';
import { compact } from '../../lib/pipeline/compact.ts';
import { readFile } from '../../lib/pipeline/data-files.ts';
import { exportAll } from '../../lib/pipeline/export-changes.ts';
import { exportRecords, type Hint } from '../../lib/pipeline/export-records.ts';
import { forget, remember } from '../../lib/pipeline/forget.ts';
import { reconcile } from '../../lib/pipeline/reconcile.ts';
import { sweep } from '../../lib/pipeline/sweep.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import { drain } from '../../lib/pipeline/work.ts';
import { plainParser } from '../support/plain-parser.ts';
import { nearTextOf, textOf } from '../support/texts.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
let memory: MemoryLake;
let ids: number;
const newId = () => `id${ids++}`;
const options = (rulesVersion = 1) => ({ parser: plainParser(rulesVersion), newId });

beforeEach(() => {
  memory = openMemory();
  ids = 0;
});

/** Delivers, as of that day, and judges all that it changes. Each step is an hour after the last. */
async function put(key: string, text: string | null, day = 1, rulesVersion = 1): Promise<void> {
  memory.clock.advance(HOUR);
  const name = { bucket: 'in', key };
  if (text === null) memory.landing.delete(name);
  else memory.landing.put(name, new TextEncoder().encode(text), day * DAY);
  await reconcile(memory, [name], options(rulesVersion));
  await drain(memory, options(rulesVersion));
}

async function rows(): Promise<Row[]> {
  const { files } = await loadState(memory.lake, DEDUPE_LEDGER);
  const parts = await Promise.all([...files.keys()].map((path) => readFile(memory, DEDUPE_LEDGER, path)));
  return parts.flat().sort((a, b) => (String(a.decided_at) < String(b.decided_at) ? -1 : 1));
}

/** `key: cause verdict`, in the order of the decisions. */
async function history(): Promise<string[]> {
  const keys = new Map<unknown, string>();
  for await (const { documentId, key } of memory.catalog.scan()) keys.set(documentId, key);
  return (await rows()).map((row) => {
    const of = row.duplicate_of ?? row.contained_in;
    return `${keys.get(row.document_id)}: ${row.cause} ${row.verdict}${of ? ` ${keys.get(of)}` : ''}`;
  });
}

const exportLocally = () => exportAll(memory, { newId });

describe('causes', () => {
  const changes: [string, () => Promise<void>, string[]][] = [
    ['an article and its copy', () => put('b', textOf(1), 2), ['a: new canonical', 'b: new exact a']],
    ['a near copy', () => put('b', nearTextOf(1, 1), 2), ['a: new canonical', 'b: new near a']],
    [
      'an earlier one comes',
      () => put('b', textOf(1), 0),
      ['a: new canonical', 'b: new canonical', 'a: earlier_article exact b'],
    ],
    [
      'the original goes',
      async () => {
        await put('b', textOf(1), 2);
        await put('a', null);
      },
      ['a: new canonical', 'b: new exact a', 'a: deleted deleted', 'b: original_gone canonical'],
    ],
    [
      'the original of two copies goes',
      async () => {
        await put('b', textOf(1), 2);
        await put('c', textOf(1), 3);
        await put('a', null);
      },
      [
        'a: new canonical',
        'b: new exact a',
        'c: new exact a',
        'a: deleted deleted',
        'b: original_gone canonical',
        'c: original_gone exact b',
      ],
    ],
    [
      'another original comes before the first',
      async () => {
        await put('b', textOf(1), 2);
        await put('c', textOf(1), 0);
      },
      ['a: new canonical', 'b: new exact a', 'c: new canonical', 'a: earlier_article exact c', 'b: earlier_article exact c'],
    ],
    [
      'the original gets another text',
      async () => {
        await put('b', textOf(1), 2);
        await put('a', textOf(2));
      },
      ['a: new canonical', 'b: new exact a', 'a: overwritten canonical', 'b: original_gone canonical'],
    ],
    [
      'the original of a near copy is edited',
      async () => {
        await put('b', nearTextOf(1, 1), 2);
        await put('a', nearTextOf(1, 2));
      },
      ['a: new canonical', 'b: new near a', 'a: overwritten canonical', 'b: original_changed near a'],
    ],
    [
      'the same text again, and an empty one',
      async () => {
        await put('a', textOf(1));
        await put('a', '');
      },
      ['a: new canonical', 'a: overwritten canonical', 'a: overwritten rejected'],
    ],
    [
      'new rules read it',
      async () => {
        await reconcile(memory, [{ bucket: 'in', key: 'a' }], options(2));
      },
      ['a: new canonical', 'a: rules_changed canonical'],
    ],
    [
      'it goes and comes back',
      async () => {
        await put('a', null);
        await put('a', textOf(1));
      },
      ['a: new canonical', 'a: deleted deleted', 'a: new canonical'],
    ],
  ];

  test.each(changes)('%s', async (_, step, expected) => {
    await put('a', textOf(1));
    await step();
    await exportLocally();
    expect((await history()).sort()).toEqual([...expected].sort());
  });
});

test('a row says what was compared, by which rule, and what was decided before', async () => {
  await put('a', textOf(1), 2);
  await put('b', nearTextOf(1, 1), 1);
  await exportLocally();
  const row = (await rows()).find(({ cause }) => cause === 'earlier_article');
  expect(row).toMatchObject({
    verdict: 'near',
    rule: 'jaccard',
    threshold: 0.33,
    previous_verdict: 'canonical',
    previous_duplicate_of: null,
    evidence: expect.stringMatching(/^jaccard 0\.\d\d, containment 1\.00, /),
    rules_version: 1,
  });
  const [jaccard, shared] = [Number(row!.jaccard), Number(row!.shared_shingles)];
  expect(jaccard).toBeGreaterThan(0.9);
  expect(shared).toBeGreaterThan(100);
  expect(row!.decided_at).toBe(new Date(memory.clock.now()).toISOString());
});

test('a takedown and its end are decisions, and no row holds a word of a text', async () => {
  await put('a', textOf(1));
  await put('b', nearTextOf(1, 1), 2);
  const id = (await Array.fromAsync(memory.catalog.scan())).find(({ key }) => key === 'a')!.documentId;
  for (const step of [forget, remember]) {
    memory.clock.advance(HOUR);
    await step(memory, id);
    await drain(memory, options());
  }
  await exportLocally();
  expect((await history()).filter((line) => line.startsWith('a'))).toEqual([
    'a: new canonical',
    'a: takedown rejected',
    'a: takedown_lifted canonical',
  ]);
  const said = new Set((await rows()).flatMap(({ evidence }) => String(evidence ?? '').match(/\p{L}+/gu) ?? []));
  expect(said).toEqual(new Set(['jaccard', 'containment', 'passages', 'and', 'shingles']));
});

describe('exactly once', () => {
  const hints = async (): Promise<Hint[]> =>
    (await memory.catalog.changes(0, 1_000)).map(({ record }) => ({ record, writtenAt: memory.clock.now() }));
  const stream = (some: readonly Hint[]) => exportRecords(memory, some, { newId });

  test('the stream brings every decision, also one that the next replaced before anything was exported; again it adds nothing', async () => {
    await put('b', textOf(1), 2);
    await put('a', textOf(1), 1);
    const all = await hints();
    await stream(all);
    const before = await rows();
    expect(before).toHaveLength(3);
    await stream(all);
    await stream(all.toReversed().slice(0, 2));
    await compact(memory, { newId });
    memory.clock.advance(3 * DAY);
    await stream(all);
    expect(await rows()).toEqual(before);
  });

  test('a new cluster is no decision', async () => {
    const words = textOf(1, 300).split(' ');
    await put('b', words.join(' '), 2);
    await put('c', words.slice(105).join(' '), 3);
    await put('a', words.slice(0, 195).join(' '), 1);
    await exportLocally();
    expect(await history()).toEqual(['b: new canonical', 'c: new near b', 'a: new canonical', 'b: earlier_article near a']);
    expect(await assignClusters(memory)).toBe(1);
    const withCluster = await hints();
    await exportLocally();
    await stream(withCluster);
    expect(await rows()).toHaveLength(4);
  });

  test('a part that is parted from what it repeated is, once, and by the cause of that', async () => {
    const [first, second] = [textOf(1, 240), textOf(2, 240)];
    await put('round-up', `${first} ${second}`, 1);
    await put('first', first, 2);
    expect(await assignClusters(memory)).toBe(0);
    for (const day of [3, 4]) await put(`second-${day}`, `${second} ${textOf(100 + day, 8)}`, day);
    // The part alone, and both copies of the other one with the round-up.
    for (const changed of [3, 0]) expect(await assignClusters(memory)).toBe(changed);
    await exportLocally();
    expect(await history()).toEqual([
      'round-up: new canonical',
      'first: new near round-up',
      'second-3: new contained round-up',
      'second-4: new near second-3',
      'first: clustered contained round-up',
    ]);
  });

  test('an article that is edited after its round-up repeats that at once, though the cluster still has its name', async () => {
    const article = textOf(1, 240);
    await put('article', article, 1);
    await put('round-up', `${article} ${textOf(2, 240)}`, 2);
    await put('article', `${article} ${textOf(3, 8)}`, 3);
    // The round-up.
    expect(await assignClusters(memory)).toBe(1);
    await exportLocally();
    expect(await history()).toEqual([
      'article: new canonical',
      'round-up: new near article',
      'round-up: original_gone canonical',
      'article: overwritten near round-up',
    ]);
  });

  test('the sweeper brings back what the stream lost', async () => {
    await put('a', textOf(1));
    await stream((await hints()).map(({ record, writtenAt }) => ({ record: { ...record, decision: null }, writtenAt })));
    expect(await rows()).toEqual([]);
    expect((await loadState(memory.lake, DOCUMENTS)).files.size).toBe(1);
    expect(await sweep(memory, ['in'], 1)).toMatchObject({ stale: 1 });
    await stream((await hints()).slice(-1));
    expect(await history()).toEqual(['a: new canonical']);
    expect(await sweep(memory, ['in'], 1)).toMatchObject({ stale: 0 });
  });

  test('after the loss of the catalog a document that was gone uses no revision again', async () => {
    await put('a', textOf(1));
    await put('a', null);
    await exportLocally();
    const { lake, landing, clock } = memory;
    memory = { ...openMemory(clock), lake, landing };
    await adopt(memory);
    await put('a', textOf(2));
    await exportLocally();
    const revisions = (await rows()).map(({ revision }) => Number(revision));
    expect(new Set(revisions).size).toBe(3);
    expect(await history()).toEqual(['a: new canonical', 'a: deleted deleted', 'a: new canonical']);
  });
});

test('a lake of before the ledger opens, and is in it from the next decision on', async () => {
  await put('a', textOf(1));
  await put('b', nearTextOf(1, 1), 2);
  await exportLocally();
  for (const { key } of await Array.fromAsync(memory.lake.list('dedupe_ledger/'))) await memory.lake.delete([key]);
  const records = await Array.fromAsync(memory.catalog.scan());
  const old = records.map(({ decision: _, cause: __, ...record }) => ({ ...record, revision: record.revision + 1 }));
  await memory.catalog.write(old.map((record) => ({ record, expected: record.revision - 1 })));

  expect(await sweep(memory, ['in'], 1)).toMatchObject({ missed: 0, stale: 0 });
  expect(await rows()).toEqual([]);
  await reconcile(memory, [{ bucket: 'in', key: 'b' }], options(2));
  await put('a', null);
  await exportLocally();
  expect(await history()).toEqual(['b: rules_changed near a', 'a: deleted deleted', 'b: original_gone canonical']);
  expect((await rows()).map(({ previous_verdict }) => previous_verdict)).toEqual([null, null, 'near']);
});
