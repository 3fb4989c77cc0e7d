/** From parsed records to committed, judged content. */

import type { CatalogRecord, SegmentPointer } from '../core/catalog-record.ts';
import { TransientError } from '../core/errors.ts';
import { DOCUMENT_TEXTS, type TextRow } from '../core/lake/columns.ts';
import { textRow } from '../core/lake/table-rows.ts';
import type { DecodedRecord, ObjectName, ParsedRecord, Rejection } from '../core/model.ts';
import type { Parser } from '../core/parser.ts';
import { type Delivery, judged, takenDown, withArticle, withRejection, withTombstone } from '../core/transitions.ts';
import { unique } from '../core/unique.ts';
import type { Ports } from '../ports/ports.ts';
import { announceExact, exactAnnouncement, exactPart } from './announce.ts';
import { withDecisions } from './decide.ts';
import { earliestTwin, LOOK_LIMIT } from './judging.ts';
import { settle } from './settle.ts';
import { verdictOn } from './verdict-on.ts';

export interface ReconcileOptions {
  readonly parser: Parser;
  /** Unique names, for segments. */
  readonly newId: () => string;
  /** Read and parse again even when nothing seems to have changed. */
  readonly force?: boolean;
  /** Told of records that came to rest, some hundreds at a time: a pack may have more than memory holds. */
  readonly onSettled?: (records: readonly CatalogRecord[]) => void;
}

/** One change of one document, planned from `previous`. */
export interface Change {
  readonly previous: CatalogRecord;
  readonly delivery: Delivery;
  readonly parsed: ParsedRecord | null;
}

/** The change that a delivery makes of a document: by the record that it has for it now, or by having none. */
export async function changeOf(
  previous: CatalogRecord,
  delivery: Delivery,
  decoded: DecodedRecord | Rejection | undefined,
  parser: Parser,
): Promise<Change> {
  const origin = { key: previous.key, receivedAt: delivery.receivedAt };
  return { previous, delivery, parsed: decoded === undefined ? null : await parser.parse(decoded, origin) };
}

/** While two versions are deployed, an old one must not undo what a new one made of a record. */
export function refuseNewerRules({ key, rulesVersion }: CatalogRecord, parser: Parser): void {
  if (rulesVersion > parser.rulesVersion)
    throw new TransientError(`${key} was last read by newer rules; it waits for a worker that has them.`);
}

/** What an absent object has instead of a version. */
export const absent = (name: ObjectName) => ({ ...name, version: '', lastModified: 0, firstSeen: 0, size: 0 });

/** Writes the text, commits the content, settles. `lost` are those whose record somebody else wrote first. */
export async function commitContent(
  ports: Ports,
  changes: readonly Change[],
  options: ReconcileOptions,
): Promise<{ done: CatalogRecord[]; lost: CatalogRecord[] }> {
  if (changes.length === 0) return { done: [], lost: [] };
  const announced = await announce(ports, await withSegments(ports, changes, options));
  const judgedFrom = changes.map(({ previous }) => previous);
  const records = await withDecisions(ports, judgedFrom, announced);
  const answers = await ports.catalog.write(records.map((record) => ({ record, expected: record.revision - 1 })));
  const written = records.filter((_, i) => answers[i] === 'written');
  const unsettled = written.filter((record) => !record.settled).map((record) => ({ record, fresh: isFresh(record) }));
  const done = [...written.filter((record) => record.settled), ...(await settle(ports, unsettled))];
  options.onSettled?.(done);
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
  rows.push(textRow(record, parsed.article));
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
  const { found } = await ports.catalog.look(fresh.map(exactAnnouncement), LOOK_LIMIT);
  const copies = new Map(fresh.map((record, i) => [record, found[i]!]));
  // Those in hand that share a text are read too: somebody may have written one of them meanwhile, and looked before the others were
  // announced. Our own write of it will fail and force nobody.
  const members = await ports.catalog.read(unique(found.flat().map(({ documentId }) => documentId)));
  return records.map((record) => {
    if (blocked.has(record)) return takenDown(record);
    if (!isFresh(record) || record.retired.length > 0) return record;
    const twin = earliestTwin(record, copies.get(record)!, members);
    return twin ? judged(record, verdictOn(record, [twin]), exactPart(record).kept) : record;
  });
}

/** Whether the record's text is announced under keys of this very revision: nobody else has ever announced them. */
function isFresh(record: CatalogRecord): boolean {
  return record.status === 'live' && record.exposures[0]?.version === record.revision;
}
