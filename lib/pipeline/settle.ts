/**
 * Settling: from committed content to a verdict that belongs to it.
 *
 * Why this is right (decision 0001): content is committed before it is announced, and announced before anybody looks, so of
 * two relatives at least one sees the other. A verdict depends only on earlier live articles, so arrival order can't matter.
 * Neighbours are forced before the settling write, so a crash in between repeats the whole; and whoever is forced writes a new
 * revision even when nothing changed, which fences a worker that judged by what it read before.
 */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { TransientError } from '../core/errors.ts';
import { inParts } from '../core/in-parts.ts';
import { postingsOf } from '../core/index-exposure.ts';
import { bumped, changesTables, fence, settled, takenDown } from '../core/transitions.ts';
import type { Ports } from '../ports/ports.ts';
import { announceExact } from './announce.ts';
import { withDecisions } from './decide.ts';
import { judgeAll, type Pass, type Settling } from './judging.ts';
import { removePostings } from './remove-postings.ts';

type SettlePorts = Pick<Ports, 'catalog' | 'queue' | 'telemetry' | 'clock'>;

/** Each lost race means that somebody else got on; so many in a row mean that something is wrong. */
const MAX_PASSES = 30;
/** Far below what a queue takes in a message. */
const KEYS_A_MESSAGE = 500;

/** Settles every record, or throws `TransientError`. Answers them as written. */
export async function settle(ports: SettlePorts, records: readonly Settling[]): Promise<CatalogRecord[]> {
  const done: CatalogRecord[] = [];
  let pending = records;
  for (let pass = 0; pending.length > 0; pass++) {
    if (pass === MAX_PASSES)
      throw new TransientError(`${pending.length} documents were still contended after ${MAX_PASSES} passes.`);
    pending = await settlePass(ports, pending, done);
  }
  return done;
}

/** Judges documents again because their neighbours changed. */
export async function rejudge(ports: SettlePorts, documentIds: readonly string[]): Promise<CatalogRecord[]> {
  const known = await ports.catalog.read(documentIds);
  const records = documentIds.map((id) => known.get(id) ?? fence(id));
  return settle(
    ports,
    records.map((record) => ({ record, fresh: false })),
  );
}

async function settlePass(ports: SettlePorts, items: readonly Settling[], done: CatalogRecord[]): Promise<Settling[]> {
  const pass: Pass = { ports, forced: new Set(), crowds: new Set(), garbage: [], settling: [], changing: [], repeat: [] };
  const live = items.filter(({ record }) => record.status === 'live');
  await withdraw(pass, items);
  for (const { record } of items) if (record.status !== 'live') pass.settling.push(laidToRest(record));
  if (live.length > 0) await judgeAll(pass, await withoutTakenDown(pass, live));
  for (const id of await removePostings(ports, pass.garbage, 'garbage')) pass.forced.add(id);
  await force(pass, items);
  return [...pass.repeat, ...(await writeAll(pass, items, done))];
}

/** Removes retired postings; those whom they concerned may have lost a relative. */
async function withdraw(pass: Pass, items: readonly Settling[]): Promise<void> {
  const retired = items.flatMap(({ record }) => postingsOf(record, record.retired));
  for (const id of await removePostings(pass.ports, retired, 'retired')) pass.forced.add(id);
}

function laidToRest(record: CatalogRecord): CatalogRecord {
  return settled(bumped(record), !record.settled && changesTables(record));
}

/** Announce, then ask the takedown list; who adds to the list announces it first and then looks in the index. */
async function withoutTakenDown(pass: Pass, live: readonly Settling[]): Promise<Settling[]> {
  const asking = live.filter(({ fresh }) => !fresh).map(({ record }) => record);
  const blocked = await announceExact(pass.ports, asking);
  for (const record of blocked) pass.changing.push(takenDown(bumped(record)));
  return live.filter(({ record }) => !blocked.has(record));
}

/** Members of this pass look after everybody in it has announced, so they need no message. */
async function force(pass: Pass, items: readonly Settling[]): Promise<void> {
  for (const { record } of items) pass.forced.delete(record.documentId);
  pass.ports.telemetry.count('forced', pass.forced.size);
  await pass.ports.queue.send([
    ...[...pass.forced].map((documentId) => ({ kind: 'document', documentId }) as const),
    ...inParts([...pass.crowds].sort(), KEYS_A_MESSAGE).map((keys) => ({ kind: 'crowds', keys }) as const),
  ]);
}

async function writeAll(pass: Pass, items: readonly Settling[], done: CatalogRecord[]): Promise<Settling[]> {
  const judgedFrom = items.map(({ record }) => record);
  const records = await withDecisions(pass.ports, judgedFrom, [...pass.settling, ...pass.changing]);
  const answers = await pass.ports.catalog.write(records.map((record) => ({ record, expected: record.revision - 1 })));
  const lost = records.filter((_, i) => answers[i] === 'conflict').map(({ documentId }) => documentId);
  pass.ports.telemetry.count('lost_races', lost.length);
  const again: Settling[] = [];
  for (const [i, record] of records.entries()) {
    if (answers[i] === 'conflict') continue;
    if (i < pass.settling.length) done.push(record);
    else again.push({ record, fresh: false });
  }
  for (const record of (await pass.ports.catalog.read(lost)).values()) again.push({ record, fresh: false });
  return again;
}
