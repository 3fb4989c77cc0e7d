/** Objects of several records: record 0 keeps the progress, its revision and generation fence the others. */
import { type CatalogRecord, documentIdOf } from '../core/catalog-record.ts';
import type { DecodedRecord, ObjectVersion, Rejection } from '../core/model.ts';
import { receivedAt } from '../core/receipt.ts';
import { blank, bumped, type Delivery } from '../core/transitions.ts';
import type { Ports } from '../ports/ports.ts';
import { absent, type Change, changeOf, commitContent, type ReconcileOptions, refuseNewerRules } from './commit-content.ts';

/** Somebody else writes the head meanwhile: a forced look, say. */
const MAX_TRIES = 30;
/** Records of one pack that are parsed, written and judged together: bounds memory. */
const CHUNK = 500;

export interface Pack {
  readonly kind: 'pack';
  readonly head: CatalogRecord;
  readonly generation: number;
  readonly source: ObjectVersion | null;
  readonly records: readonly (DecodedRecord | Rejection)[];
  /** Milliseconds since 1970, by our clock. */
  readonly readAt: number;
}

/** Whether all of it is settled; if not, a newer reconciliation took over, and the object has to be read again. */
export async function reconcilePack(ports: Ports, pack: Pack, options: ReconcileOptions): Promise<boolean> {
  const { head, generation, records } = pack;
  const extent = Math.max(records.length, head.object?.extent ?? 0);
  const claimed: CatalogRecord = { ...bumped(head), generation, object: { extent, complete: false } };
  if ((await ports.catalog.write([{ record: claimed, expected: head.revision }]))[0] === 'conflict') return false;

  for (let from = 0; from < extent; from += CHUNK) {
    if (!(await reconcileChunk(ports, pack, from, Math.min(extent, from + CHUNK), options))) return false;
  }
  return closePack(ports, head.documentId, generation, Math.max(1, records.length));
}

async function reconcileChunk(ports: Ports, pack: Pack, from: number, to: number, options: ReconcileOptions): Promise<boolean> {
  const { generation, source, records, readAt } = pack;
  const { rulesVersion } = options.parser;
  const name = { bucket: pack.head.bucket, key: pack.head.key };
  const indexes = Array.from({ length: to - from }, (_, i) => from + i);
  const ids = indexes.map((index) => documentIdOf(name, index));
  const known = await ports.catalog.read(ids);
  const changes: Change[] = [];
  const kept: CatalogRecord[] = [];
  for (const [i, index] of indexes.entries()) {
    const previous = { ...(known.get(ids[i]!) ?? blank(name, index, ids[i])), ...name, index };
    if (previous.generation > generation) return false;
    refuseNewerRules(previous, options.parser);
    if (isUpToDate(previous, source, options)) {
      kept.push(previous);
      continue;
    }
    const decoded = records[index];
    // The head carries the pack's progress in every write; the others carry none.
    const version = source ?? absent(name);
    const received = receivedAt(previous, version, readAt);
    const delivery: Delivery = { generation, rulesVersion, version, receivedAt: received, object: previous.object };
    if (decoded !== undefined || !isBuried(previous, source))
      changes.push(await changeOf(previous, delivery, decoded, options.parser));
  }
  const { lost } = await commitContent(ports, changes, options);
  if (lost.length > 0) return false;
  options.onSettled?.(kept);
  return true;
}

/** A worker that died in the middle of a pack leaves records that need no second write. */
function isUpToDate(record: CatalogRecord, source: ObjectVersion | null, { parser, force }: ReconcileOptions): boolean {
  if (force || !record.settled || (record.status !== 'live' && record.status !== 'rejected')) return false;
  return source !== null && record.objectVersion === source.version && record.rulesVersion === parser.rulesVersion;
}

/**
 * A record that the object doesn't have is written even if it never was there: a slower worker with an older source may be
 * about to write it, and only a new revision makes that fail. Whoever buried it for this very version has done so.
 */
function isBuried(record: CatalogRecord, source: ObjectVersion | null): boolean {
  return record.status === 'deleted' && record.settled && source !== null && record.objectVersion === source.version;
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
