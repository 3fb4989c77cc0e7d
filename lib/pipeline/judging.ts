/** One pass over documents that ask for their verdict: look, judge, and note who else must look again. */

import type { CatalogRecord } from '../core/catalog-record.ts';
import { entriesOf, keyOf } from '../core/dedupe/index-keys.ts';
import { announcementsOf, isCurrent, isGarbage, type Look, type Posting, postingName } from '../core/index-exposure.ts';
import { bumped, judged } from '../core/transitions.ts';
import { unique } from '../core/unique.ts';
import type { Ports } from '../ports/ports.ts';
import { exactAnnouncement, exactPart, exposed, exposesNear, unannounced } from './announce.ts';
import { verdictOn } from './verdict-on.ts';

/** How many of a key's earliest documents are looked at: bounds the price of a text that very many share. */
export const LOOK_LIMIT = 16;
export const ALL = Number.MAX_SAFE_INTEGER;

export interface Settling {
  readonly record: CatalogRecord;
  /** Its writer asks, for the first time: the exact key is announced, the takedown list was asked, near keys were never announced. */
  readonly fresh: boolean;
}

export interface Pass {
  readonly ports: Pick<Ports, 'catalog' | 'queue' | 'telemetry' | 'clock'>;
  readonly forced: Set<string>;
  /** Keys with more documents than anybody looks at, all of whom must look again. */
  readonly crowds: Set<string>;
  /** Postings that no record stands behind. */
  readonly garbage: Posting[];
  /** To be written at their next revision; the answer decides whether they are done. */
  readonly settling: CatalogRecord[];
  /** To be written and then looked at again, because what they announce changes first. */
  readonly changing: CatalogRecord[];
  /** To be looked at again as they are. */
  readonly repeat: Settling[];
}

/** Who has no earlier copy, and the later ones in sight. */
interface Root {
  readonly item: Settling;
  readonly copies: readonly Posting[];
}

/** Only the first of several equal texts is announced under near keys; the copies point to it. */
export async function judgeAll(pass: Pass, live: readonly Settling[]): Promise<void> {
  const { catalog } = pass.ports;
  const { found, crowded } = await catalog.look(
    live.map(({ record }) => exactAnnouncement(record)),
    LOOK_LIMIT,
  );
  const records = await readMembers(pass, { found, crowded }, live);
  const roots: Root[] = [];
  for (const [i, item] of live.entries()) {
    const copies = found[i]!;
    const twin = earliestTwin(item.record, copies, records);
    if (isCrowdedByGarbage(crowded.get(exactKeyOf(item.record)), records)) pass.repeat.push(item);
    else if (twin) settleCopy(pass, item, twin);
    else roots.push({ item, copies });
  }
  await judgeRoots(pass, roots, crowded, live);
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
    pass.settling.push(judged(bumped(record), verdictOn(record, [twin]), kept));
  }
}

async function judgeRoots(
  pass: Pass,
  all: readonly Root[],
  exactCrowds: ReadonlyMap<string, readonly Posting[]>,
  inHand: readonly Settling[],
): Promise<void> {
  const { catalog } = pass.ports;
  const [roots, hidden] = partition(all, ({ item }) => exposesNear(item.record));
  for (const { item } of hidden) pass.changing.push(exposed(item.record));
  const items = roots.map(({ item }) => item);
  const near = new Map(items.map(({ record }) => [record, announcementsOf(record, exactPart(record).removed)]));
  await catalog.announce(unannounced([...near.keys()]).flatMap((record) => near.get(record)!));
  const { found, crowded } = await catalog.look([...near.values()].flat(), LOOK_LIMIT);
  pass.ports.telemetry.count('crowded_keys', crowded.size);
  const lists = found.values();
  const candidates = roots.map((root) => ({ ...root, postings: near.get(root.item.record)!.flatMap(() => lists.next().value!) }));
  const records = await readMembers(pass, { found, crowded }, items);
  await noteCrowds(pass, items, new Map([...exactCrowds, ...crowded]), inHand);
  for (const { item, copies, postings } of candidates) {
    const { record } = item;
    const isHidden = crowded.size > 0 && nearKeysOf(record).some((key) => isCrowdedByGarbage(crowded.get(key), records));
    if (isHidden) pass.repeat.push(item);
    else settleRoot(pass, record, othersBehind(postings, record, records), laterCopies(pass, record, copies));
  }
}

function settleRoot(pass: Pass, record: CatalogRecord, relatives: readonly CatalogRecord[], later: readonly Posting[]): void {
  const found = verdictOn(record, relatives);
  pass.settling.push(judged(bumped(record), found, record.exposures));
  // Only a change of what is announced concerns others: else forcing would go on for ever.
  if (record.settled) return;
  for (const id of found.laterRelatives) pass.forced.add(id);
  for (const { documentId } of later) pass.forced.add(documentId);
}

/** The records of others that still stand behind their postings, each once. */
function othersBehind(
  postings: readonly Posting[],
  { documentId: own }: CatalogRecord,
  records: ReadonlyMap<string, CatalogRecord>,
): CatalogRecord[] {
  const others = new Set<CatalogRecord>();
  for (const posting of postings) {
    if (posting.documentId === own) continue;
    const record = records.get(posting.documentId);
    // A near copy is found under a dozen keys.
    if (record !== undefined && !others.has(record) && isCurrent(posting, record)) others.add(record);
  }
  return [...others];
}

/** Later documents with the same text, as far as they are in sight. */
function laterCopies({ crowds }: Pass, record: CatalogRecord, copies: readonly Posting[]): Posting[] {
  return crowds.has(exactKeyOf(record)) ? [] : copies.filter((posting) => posting.order > record.content!.order);
}

/**
 * Under a key with more documents than anybody looks at, a new one in sight moves another out of it: all must look again. One message
 * asks for that, so that each looks once where newcomer after newcomer is earlier than all before it. Those in hand need none.
 */
async function noteCrowds(
  pass: Pass,
  roots: readonly Settling[],
  crowded: ReadonlyMap<string, readonly Posting[]>,
  inHand: readonly Settling[],
): Promise<void> {
  if (crowded.size === 0) return;
  /** With the order of the first newcomer. */
  const full = new Map<string, string>();
  for (const { record } of roots.filter(({ record }) => !record.settled)) {
    const { order } = record.content!;
    for (const key of exposedKeys(record)) {
      if (movesOthers(record, crowded.get(key)) && (full.get(key) ?? order) >= order) full.set(key, order);
    }
  }
  if (full.size === 0) return;
  const own = new Set(inHand.map(({ record }) => record.documentId));
  // Fewer than anybody looks at stand before a newcomer that moves others, so whoever else is listed stands behind it.
  const limit = LOOK_LIMIT + own.size;
  for (const [key, postings] of await pass.ports.catalog.postings([...full.keys()], limit)) {
    const isAsked = ({ documentId, order }: Posting) => order > full.get(key)! && !own.has(documentId);
    if (postings.length === limit || postings.some(isAsked)) pass.crowds.add(key);
  }
}

/**
 * Behind as many earlier documents as anybody looks at, a new one is out of sight and moves nobody; should one of those go,
 * whoever removes its posting forces those that look at another one then.
 */
function movesOthers({ content }: CatalogRecord, crowd: readonly Posting[] | undefined): boolean {
  return crowd !== undefined && !crowd.every((posting) => posting.order < content!.order);
}

/**
 * The documents that were found. Those that are judged just now are taken as they are in hand: when one of them has changed
 * meanwhile, its own write fails, and who changed it withdraws its postings before looking whom to force.
 */
async function readMembers(
  pass: Pass,
  { found, crowded }: Look,
  inHand: readonly Settling[],
): Promise<Map<string, CatalogRecord>> {
  const own = inHand.map(({ record }) => [record.documentId, record] as const);
  const postings = found.flat();
  const records = new Map([...own, ...(await pass.ports.catalog.read(othersAmong(postings, new Map(own))))]);
  // What stands in another context nobody reads, but garbage of a document at hand hides others there all the same.
  const garbage = [...postings, ...[...crowded.values()].flat()].filter((one) => isGarbage(one, records.get(one.documentId)));
  pass.garbage.push(...new Map(garbage.map((one) => [postingName(one), one])).values());
  return records;
}

/** The ids of the postings' documents that are not in hand, each once. */
function othersAmong(postings: readonly Posting[], inHand: ReadonlyMap<string, CatalogRecord>): string[] {
  return unique(postings.map(({ documentId }) => documentId)).filter((id) => !inHand.has(id));
}

function isCrowdedByGarbage(crowd: readonly Posting[] | undefined, records: ReadonlyMap<string, CatalogRecord>): boolean {
  return crowd?.some((posting) => isGarbage(posting, records.get(posting.documentId))) ?? false;
}

const exactKeyOf = ({ content }: CatalogRecord): string => entriesOf(content!.fingerprint).exact[0]!;

const exposedKeys = ({ exposures }: CatalogRecord): string[] => exposures.flatMap(({ keys }) => keys.map(keyOf));
const nearKeysOf = ({ content }: CatalogRecord): string[] => entriesOf(content!.fingerprint).near.map(keyOf);

function partition<T>(values: readonly T[], test: (value: T) => boolean): [T[], T[]] {
  return [values.filter(test), values.filter((value) => !test(value))];
}
