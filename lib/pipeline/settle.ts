/**
 * Settling: from committed content to a verdict that belongs to it.
 *
 * Why this is right (decision 0001): content is committed before it is announced, and announced before anybody looks, so of
 * two relatives at least one sees the other. A verdict depends only on earlier live articles, so arrival order can't matter.
 * Neighbours are forced before the settling write, so a crash in between repeats the whole; and whoever is forced writes a new
 * revision even when nothing changed, which fences a worker that judged by what it read before.
 */
import type { CatalogRecord, Exposure } from '../core/catalog-record.ts';
import { exactKey, nearKeys } from '../core/dedupe/index-keys.ts';
import { judge } from '../core/dedupe/judge.ts';
import { TransientError } from '../core/errors.ts';
import { isCurrent, isGarbage, type Posting, postingsOf, splitExposures } from '../core/index-exposure.ts';
import type { Verdict } from '../core/model.ts';
import { bumped, changesTables, fence, judged, settled, takenDown } from '../core/transitions.ts';
import type { Ports } from '../ports/ports.ts';

type SettlePorts = Pick<Ports, 'catalog' | 'queue' | 'telemetry'>;

/** How many of a key's earliest documents are looked at: bounds the price of a text that very many share. */
export const LOOK_LIMIT = 32;
/** Each lost race means that somebody else got on; so many in a row mean that something is wrong. */
const MAX_PASSES = 30;
const ALL = Number.MAX_SAFE_INTEGER;

export interface Settling {
  readonly record: CatalogRecord;
  /** Its writer asks, for the first time: the exact key is announced, the takedown list was asked, near keys were never announced. */
  readonly fresh: boolean;
}

interface Pass {
  readonly ports: SettlePorts;
  readonly forced: Set<string>;
  /** Postings that no record stands behind. */
  readonly garbage: Posting[];
  /** To be written at their next revision; the answer decides whether they are done. */
  readonly settling: CatalogRecord[];
  /** To be written and then looked at again, because what they announce changes first. */
  readonly changing: CatalogRecord[];
  /** To be looked at again as they are. */
  readonly repeat: Settling[];
}

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
  const pass: Pass = { ports, forced: new Set(), garbage: [], settling: [], changing: [], repeat: [] };
  const live = items.filter(({ record }) => record.status === 'live');
  await withdraw(pass, items);
  for (const { record } of items) if (record.status !== 'live') pass.settling.push(laidToRest(record));
  if (live.length > 0) await judgeAll(pass, await withoutTakenDown(pass, live));
  await ports.catalog.unpost(pass.garbage);
  await force(pass, items);
  return [...pass.repeat, ...(await writeAll(pass, done))];
}

/** Removes retired postings; everybody who is found under their keys may have lost a relative. */
async function withdraw(pass: Pass, items: readonly Settling[]): Promise<void> {
  const retired = items.flatMap(({ record }) => postingsOf(record, record.retired));
  if (retired.length === 0) return;
  await pass.ports.catalog.unpost(retired);
  const members = await pass.ports.catalog.postings(unique(retired.map(({ key }) => key)), ALL);
  for (const postings of members.values()) for (const { documentId } of postings) pass.forced.add(documentId);
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

/** Announces the exact keys; answers the records that the takedown list names. */
export async function announceExact(
  { catalog }: Pick<Ports, 'catalog'>,
  records: readonly CatalogRecord[],
): Promise<Set<CatalogRecord>> {
  if (records.length === 0) return new Set();
  await catalog.post(unannounced(records).flatMap((record) => postingsOf(record, exactPart(record).kept)));
  const blocked = await catalog.blocked(records.flatMap(takedownNames));
  return new Set(records.filter((record) => takedownNames(record).some((name) => blocked.has(name))));
}

/** Whoever settled a record had announced all that it exposes. */
const unannounced = (records: readonly CatalogRecord[]) => records.filter((record) => !record.settled);

export function takedownNames(record: CatalogRecord): string[] {
  return [`document:${record.documentId}`, `content:${record.content!.fingerprint.contentSha256}`];
}

/** Only the first of several equal texts is announced under near keys; the copies point to it. */
async function judgeAll(pass: Pass, live: readonly Settling[]): Promise<void> {
  const { catalog } = pass.ports;
  const keyOf = (item: Settling) => exactKey(item.record.content!.fingerprint);
  const found = await catalog.postings(unique(live.map(keyOf)), LOOK_LIMIT);
  const records = await readMembers(pass, found);
  const roots: Settling[] = [];
  for (const item of live) {
    const postings = found.get(keyOf(item)) ?? [];
    const twin = earliestTwin(item.record, postings, records);
    if (isCrowdedByGarbage(postings, records)) pass.repeat.push(item);
    else if (twin) settleCopy(pass, item, twin);
    else roots.push(item);
  }
  await judgeRoots(pass, roots, found);
}

/** The earliest live document with the same text, if it is earlier than this one. */
export function earliestTwin(
  record: CatalogRecord,
  postings: readonly Posting[],
  records: ReadonlyMap<string, CatalogRecord>,
): CatalogRecord | undefined {
  const first = postings.find((p) => p.order < record.content!.order && isCurrent(p, records.get(p.documentId)));
  return first && records.get(first.documentId);
}

function settleCopy(pass: Pass, { record, fresh }: Settling, twin: CatalogRecord): void {
  const { kept, removed } = exactPart(record);
  if (removed.length > 0 && !fresh) {
    pass.changing.push({ ...bumped(record), settled: false, exposures: kept, retired: [...record.retired, ...removed] });
  } else {
    pass.settling.push(judged(bumped(record), verdictOn(record, [twin]).verdict, kept));
  }
}

async function judgeRoots(pass: Pass, items: readonly Settling[], exact: ReadonlyMap<string, Posting[]>): Promise<void> {
  const { catalog } = pass.ports;
  const [roots, hidden] = partition(items, ({ record }) => exposesNear(record));
  for (const { record } of hidden) pass.changing.push(exposed(record));
  await catalog.post(
    unannounced(roots.map(({ record }) => record)).flatMap((record) => postingsOf(record, exactPart(record).removed)),
  );
  const found = await catalog.postings(unique(roots.flatMap(({ record }) => nearKeys(record.content!.fingerprint))), LOOK_LIMIT);
  const records = await readMembers(pass, found);
  const crowded = await everybodyUnder(pass, roots, new Map([...exact, ...found]));
  for (const item of roots) {
    const postings = nearKeys(item.record.content!.fingerprint).map((key) => found.get(key) ?? []);
    if (postings.some((list) => isCrowdedByGarbage(list, records))) pass.repeat.push(item);
    else settleRoot(pass, item.record, standingBehind(postings.flat(), records), laterPostings(item.record, exact, crowded));
  }
}

function settleRoot(pass: Pass, record: CatalogRecord, relatives: readonly CatalogRecord[], later: readonly Posting[]): void {
  const { verdict, laterRelatives } = verdictOn(record, relatives);
  pass.settling.push(judged(bumped(record), verdict, record.exposures));
  // Only a change of what is announced concerns others: else forcing would go on for ever.
  if (record.settled) return;
  for (const id of laterRelatives) pass.forced.add(id);
  for (const { documentId } of later) pass.forced.add(documentId);
}

/** The records that still stand behind their postings, each once. */
function standingBehind(postings: readonly Posting[], records: ReadonlyMap<string, CatalogRecord>): CatalogRecord[] {
  const current = postings.flatMap((posting) => {
    const record = records.get(posting.documentId);
    return isCurrent(posting, record) ? [record] : [];
  });
  return unique(current);
}

/** Later documents that must look again whatever their text: copies of this one, and all under crowded keys. */
function laterPostings(
  record: CatalogRecord,
  exact: ReadonlyMap<string, Posting[]>,
  crowded: ReadonlyMap<string, Posting[]>,
): Posting[] {
  const keys = record.exposures.flatMap((exposure) => exposure.keys);
  const postings = [
    ...(exact.get(exactKey(record.content!.fingerprint)) ?? []),
    ...keys.flatMap((key) => crowded.get(key) ?? []),
  ];
  return postings.filter((posting) => posting.order > record.content!.order);
}

/** Under a key with more documents than anybody looks at, a new one moves another out of sight: all must look again. */
async function everybodyUnder(
  pass: Pass,
  roots: readonly Settling[],
  found: ReadonlyMap<string, Posting[]>,
): Promise<Map<string, Posting[]>> {
  const announcing = roots.filter(({ record }) => !record.settled);
  const keys = announcing.flatMap(({ record }) => record.exposures.flatMap((e) => e.keys));
  const full = unique(keys).filter((key) => (found.get(key)?.length ?? 0) >= LOOK_LIMIT);
  return full.length > 0 ? pass.ports.catalog.postings(full, ALL) : new Map();
}

export function verdictOn(
  record: CatalogRecord,
  others: readonly CatalogRecord[],
): { verdict: Verdict; laterRelatives: readonly string[] } {
  const facts = ({ documentId, content }: CatalogRecord) => ({
    documentId,
    order: content!.order,
    fingerprint: content!.fingerprint,
  });
  return judge(facts(record), others.map(facts));
}

function exposesNear(record: CatalogRecord): boolean {
  const exposedKeys = new Set(record.exposures.flatMap((e) => e.keys));
  return nearKeys(record.content!.fingerprint).every((key) => exposedKeys.has(key));
}

function exposed(record: CatalogRecord): CatalogRecord {
  const next = bumped(record);
  const { kept } = exactPart(record);
  const near: Exposure = { version: next.revision, order: record.content!.order, keys: nearKeys(record.content!.fingerprint) };
  return { ...next, settled: false, exposures: [...kept, near] };
}

/** The exact key stays announced as long as the content lives; the near keys come and go. */
export function exactPart(record: CatalogRecord): { kept: Exposure[]; removed: Exposure[] } {
  return splitExposures(record.exposures, new Set(nearKeys(record.content!.fingerprint)));
}

async function readMembers(pass: Pass, found: ReadonlyMap<string, Posting[]>): Promise<Map<string, CatalogRecord>> {
  const postings = [...found.values()].flat();
  const records = await pass.ports.catalog.read(unique(postings.map(({ documentId }) => documentId)));
  pass.garbage.push(...postings.filter((posting) => isGarbage(posting, records.get(posting.documentId))));
  return records;
}

function isCrowdedByGarbage(postings: readonly Posting[], records: ReadonlyMap<string, CatalogRecord>): boolean {
  return postings.length >= LOOK_LIMIT && postings.some((posting) => isGarbage(posting, records.get(posting.documentId)));
}

/** Members of this pass look after everybody in it has announced, so they need no message. */
async function force(pass: Pass, items: readonly Settling[]): Promise<void> {
  for (const { record } of items) pass.forced.delete(record.documentId);
  pass.ports.telemetry.count('forced', pass.forced.size);
  await pass.ports.queue.send([...pass.forced].map((documentId) => ({ kind: 'document', documentId })));
}

async function writeAll(pass: Pass, done: CatalogRecord[]): Promise<Settling[]> {
  const records = [...pass.settling, ...pass.changing];
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

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function partition<T>(values: readonly T[], test: (value: T) => boolean): [T[], T[]] {
  return [values.filter(test), values.filter((value) => !test(value))];
}
