/**
 * Ingest is level-triggered: a name only hints that the object may have changed. The catalog record is read first and the
 * source second, so that whoever writes with the record's revision has seen a source at least as new.
 */
import { type CatalogRecord, documentIdOf, type SegmentPointer } from '../core/catalog-record.ts';
import { exactKey } from '../core/dedupe/index-keys.ts';
import { TransientError } from '../core/errors.ts';
import { DOCUMENT_TEXTS, type TextRow } from '../core/lake/columns.ts';
import type { DecodedRecord, ObjectName, ParsedRecord, Rejection } from '../core/model.ts';
import type { Parser } from '../core/parser.ts';
import {
  blank,
  bumped,
  type Delivery,
  judged,
  takenDown,
  withArticle,
  withRejection,
  withTombstone,
} from '../core/transitions.ts';
import type { LandedObject } from '../ports/landing.ts';
import type { Ports } from '../ports/ports.ts';
import { announceExact, earliestTwin, exactPart, LOOK_LIMIT, settle, verdictOn } from './settle.ts';

export interface ReconcileOptions {
  readonly parser: Parser;
  /** Unique names, for segments. */
  readonly newId: () => string;
  /** Read and parse again even when nothing seems to have changed. */
  readonly force?: boolean;
}

/** What became of an object: its records as settled; `unchanged` when there was nothing to do. */
export interface Reconciled {
  readonly name: ObjectName;
  readonly unchanged: boolean;
  readonly settled: readonly CatalogRecord[];
}

/** Somebody newer wrote the record meanwhile; the object has to be read again. */
const MAX_TRIES = 30;
/** Records of one pack that are parsed, written and judged together: bounds memory. */
const CHUNK = 500;

/** One change of one document, planned from `previous`. */
interface Change {
  readonly previous: CatalogRecord;
  readonly delivery: Delivery;
  readonly parsed: ParsedRecord | null;
}

/** Brings the catalog up to date with these objects. Throws `TransientError` when it can't finish; repeating is safe. */
export async function reconcile(ports: Ports, names: readonly ObjectName[], options: ReconcileOptions): Promise<Reconciled[]> {
  const results: Reconciled[] = [];
  let pending = names;
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt === MAX_TRIES)
      throw new TransientError(`${pending.length} objects were still contended after ${MAX_TRIES} tries.`);
    pending = await reconcileOnce(ports, pending, options, results);
  }
  return results;
}

async function reconcileOnce(
  ports: Ports,
  names: readonly ObjectName[],
  options: ReconcileOptions,
  results: Reconciled[],
): Promise<ObjectName[]> {
  const heads = await ports.catalog.read(names.map((name) => documentIdOf(name, 0)));
  const single: Change[] = [];
  const again: ObjectName[] = [];
  for (const name of names) {
    const head = { ...(heads.get(documentIdOf(name, 0)) ?? blank(name, 0)), ...name, index: 0 };
    const plan = await planObject(ports, name, head, options);
    if (plan === 'unchanged') results.push({ name, unchanged: true, settled: [] });
    else if (plan.kind === 'one') single.push(plan.change);
    else {
      const written = await reconcilePack(ports, plan, options);
      if (written === null) again.push(name);
      else results.push({ name, unchanged: false, settled: written });
    }
  }
  const { done, lost } = await apply(ports, single, options);
  for (const record of done) results.push({ name: nameOf(record), unchanged: false, settled: [record] });
  return [...again, ...lost.map(nameOf)];
}

interface Pack {
  readonly kind: 'pack';
  readonly head: CatalogRecord;
  readonly generation: number;
  readonly source: LandedObject | null;
  readonly records: readonly (DecodedRecord | Rejection)[];
}

async function planObject(
  ports: Ports,
  name: ObjectName,
  head: CatalogRecord,
  { parser, force }: ReconcileOptions,
): Promise<'unchanged' | { kind: 'one'; change: Change } | Pack> {
  const complete = head.object?.complete === true && head.rulesVersion >= parser.rulesVersion && !force;
  if (complete) {
    const seen = await ports.landing.stat(name);
    if ((seen?.version ?? null) === head.objectVersion) return 'unchanged';
  }
  if (head.rulesVersion > parser.rulesVersion)
    throw new TransientError(`${name.key} was last read by newer rules; it waits for a worker that has them.`);
  const source = await ports.landing.read(name);
  const extent = head.object?.extent ?? 0;
  if (source === null && extent === 0) return 'unchanged';
  const records = source === null ? [] : parser.decode(name.key, source.bytes);
  const generation = head.generation + 1;
  if (records.length > 1 || extent > 1) return { kind: 'pack', head, generation, source, records };
  const object = { extent: 1, complete: false };
  const rulesVersion = parser.rulesVersion;
  const delivery: Delivery = { generation, rulesVersion, version: source ?? absent(name), object };
  return {
    kind: 'one',
    change: { previous: head, delivery, parsed: source === null ? null : parser.parse(records[0]!, name.key) },
  };
}

/** An object of several records: record 0 keeps the progress, its revision and generation fence the others. */
async function reconcilePack(ports: Ports, pack: Pack, options: ReconcileOptions): Promise<CatalogRecord[] | null> {
  const { head, generation, records } = pack;
  const extent = Math.max(records.length, head.object?.extent ?? 0);
  const claimed: CatalogRecord = { ...bumped(head), generation, object: { extent, complete: false } };
  if ((await ports.catalog.write([{ record: claimed, expected: head.revision }]))[0] === 'conflict') return null;

  const written: CatalogRecord[] = [];
  for (let from = 0; from < extent; from += CHUNK) {
    const done = await reconcileChunk(ports, pack, from, Math.min(extent, from + CHUNK), options);
    if (done === null) return null;
    written.push(...done);
  }
  return (await closePack(ports, head.documentId, generation, Math.max(1, records.length))) ? written : null;
}

async function reconcileChunk(
  ports: Ports,
  pack: Pack,
  from: number,
  to: number,
  options: ReconcileOptions,
): Promise<CatalogRecord[] | null> {
  const { generation, source, records } = pack;
  const { rulesVersion } = options.parser;
  const name = { bucket: pack.head.bucket, key: pack.head.key };
  const indexes = Array.from({ length: to - from }, (_, i) => from + i);
  const known = await ports.catalog.read(indexes.map((index) => documentIdOf(name, index)));
  const changes: Change[] = [];
  const kept: CatalogRecord[] = [];
  for (const index of indexes) {
    const previous = { ...(known.get(documentIdOf(name, index)) ?? blank(name, index)), ...name, index };
    if (previous.generation > generation) return null;
    if (isUpToDate(previous, source, options)) {
      kept.push(previous);
      continue;
    }
    const decoded = records[index];
    // The head carries the pack's progress in every write; the others carry none.
    const delivery: Delivery = { generation, rulesVersion, version: source ?? absent(name), object: previous.object };
    if (decoded !== undefined) changes.push({ previous, delivery, parsed: options.parser.parse(decoded, name.key) });
    else if (previous.status === 'live' || previous.status === 'rejected' || !previous.settled)
      changes.push({ previous, delivery, parsed: null });
  }
  const { done, lost } = await apply(ports, changes, options);
  return lost.length > 0 ? null : [...kept, ...done];
}

/** A worker that died in the middle of a pack leaves records that need no second write. */
function isUpToDate(record: CatalogRecord, source: LandedObject | null, { parser, force }: ReconcileOptions): boolean {
  if (force || !record.settled || (record.status !== 'live' && record.status !== 'rejected')) return false;
  return source !== null && record.objectVersion === source.version && record.rulesVersion === parser.rulesVersion;
}

async function closePack(ports: Ports, headId: string, generation: number, extent: number): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const head = (await ports.catalog.read([headId])).get(headId);
    if (head?.generation !== generation) return false;
    const record = { ...bumped(head), object: { extent, complete: true } };
    if ((await ports.catalog.write([{ record, expected: head.revision }]))[0] === 'written') return true;
  }
  return false;
}

/** Writes the text, commits the content, settles. `lost` are those whose record somebody else wrote first. */
async function apply(
  ports: Ports,
  changes: readonly Change[],
  options: ReconcileOptions,
): Promise<{ done: CatalogRecord[]; lost: CatalogRecord[] }> {
  if (changes.length === 0) return { done: [], lost: [] };
  const records = await announce(ports, await withSegments(ports, changes, options));
  const answers = await ports.catalog.write(records.map((record) => ({ record, expected: record.revision - 1 })));
  const written = records.filter((_, i) => answers[i] === 'written');
  const unsettled = written.filter((record) => !record.settled).map((record) => ({ record, fresh: isFresh(record) }));
  const done = [...written.filter((record) => record.settled), ...(await settle(ports, unsettled))];
  return { done, lost: records.filter((_, i) => answers[i] === 'conflict') };
}

/** The texts go to one segment before any record points to it. */
async function withSegments(ports: Ports, changes: readonly Change[], options: ReconcileOptions): Promise<CatalogRecord[]> {
  const path = `segments/${options.newId()}${ports.segmentFormat.extension}`;
  const rows: TextRow[] = [];
  const records = changes.map((change) => nextRecord(change, { path, row: rows.length }, rows));
  if (rows.length > 0) await ports.lake.put(path, await ports.segmentFormat.encode(DOCUMENT_TEXTS, rows));
  return records;
}

function nextRecord({ previous, delivery, parsed }: Change, segment: SegmentPointer, rows: TextRow[]): CatalogRecord {
  if (parsed === null) return withTombstone(previous, { ...delivery, objectVersion: delivery.version.version || null });
  if (parsed.kind === 'rejection') return withRejection(previous, delivery, parsed.rejection);
  const record = withArticle(previous, delivery, parsed, segment);
  const { body, captions, removed } = parsed.article;
  rows.push({
    document_id: record.documentId,
    revision: record.content!.textRevision,
    body,
    captions: [...captions],
    removed: [...removed],
    ingested_date: record.ingestedAt!.slice(0, 10),
  });
  return record;
}

/**
 * Announces new texts under their exact keys, before they are written, at the revision that they are about to get. A copy of
 * a live, earlier text then needs one write instead of two: should the original vanish before that write, whoever removes it
 * finds the announcement, and the forced look fences this record.
 */
async function announce(ports: Ports, records: readonly CatalogRecord[]): Promise<CatalogRecord[]> {
  const fresh = records.filter(isFresh);
  const blocked = await announceExact(ports, fresh);
  const keyOf = (record: CatalogRecord) => exactKey(record.content!.fingerprint);
  const found = await ports.catalog.postings([...new Set(fresh.map(keyOf))], LOOK_LIMIT);
  const members = await ports.catalog.read([...new Set([...found.values()].flat().map((posting) => posting.documentId))]);
  return records.map((record) => {
    if (blocked.has(record)) return takenDown(record);
    if (!isFresh(record) || record.retired.length > 0) return record;
    const twin = earliestTwin(record, found.get(keyOf(record)) ?? [], members);
    return twin ? judged(record, verdictOn(record, [twin]).verdict, exactPart(record).kept) : record;
  });
}

/** Whether the record's text is announced under keys of this very revision: nobody else has ever announced them. */
function isFresh(record: CatalogRecord): boolean {
  return record.status === 'live' && record.exposures[0]?.version === record.revision;
}

const nameOf = ({ bucket, key }: CatalogRecord): ObjectName => ({ bucket, key });
const absent = (name: ObjectName) => ({ ...name, version: '', lastModified: 0, firstSeen: 0, size: 0 });
