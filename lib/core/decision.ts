/** When a write of the catalog is a decision, and for what cause. */
import { isDeepStrictEqual } from 'node:util';
import { type CatalogRecord, isVisible } from './catalog-record.ts';
import { shownVerdict } from './dedupe/shown-verdict.ts';
import type { Cause, Decided, Decision, Verdict } from './model.ts';

/** Why the content that is being written over `previous` will be judged; null when nothing of it is new, and none was before. */
export function causeOfDelivery(previous: CatalogRecord, version: string, rulesVersion: number): Cause | null {
  if (previous.visibleRevision === 0 || previous.status === 'deleted' || previous.status === 'fence') return 'new';
  if (previous.objectVersion !== version) return 'overwritten';
  if (previous.rejection?.reason === 'blocked') return 'takedown_lifted';
  if (previous.rulesVersion !== rulesVersion) return 'rules_changed';
  return previous.cause ?? null;
}

/**
 * The record with the decision that its write makes, if it makes one: a delivery was judged, or people see another verdict.
 * `before` is what it was judged from; `neighbours` says why a verdict changed that no delivery changed.
 */
export function withDecision(before: CatalogRecord, after: CatalogRecord, decidedAt: number, neighbours: Cause): CatalogRecord {
  if (!isVisible(after)) return after;
  const last = after.decision ?? null;
  const verdict = decidedOn(after);
  const isNews =
    (after.cause ?? null) !== null || last?.verdict !== verdict || !isDeepStrictEqual(shownOf(before), shownOf(after));
  if (!isNews) return after;
  const decision: Decision = {
    revision: after.revision,
    decidedAt,
    cause: causeOf(after) ?? neighbours,
    verdict,
    duplicateOf: verdictOf(after)?.duplicateOf ?? null,
    previous: last && { verdict: last.verdict, duplicateOf: last.duplicateOf },
  };
  return { ...after, decision, cause: null };
}

/** Whether only neighbours can have changed its verdict. */
export function isByNeighbours(before: CatalogRecord, after: CatalogRecord): boolean {
  return isVisible(after) && causeOf(after) === null && before.content?.verdict != null && after.content !== null;
}

/** The causes that the record itself tells. */
function causeOf({ status, rejection, cause = null }: CatalogRecord): Cause | null {
  if (status === 'deleted') return 'deleted';
  return rejection?.reason === 'blocked' ? 'takedown' : cause;
}

function decidedOn(record: CatalogRecord): Decided {
  if (record.status !== 'live') return record.status === 'rejected' ? 'rejected' : 'deleted';
  const verdict = verdictOf(record);
  return verdict?.kind ?? (verdict?.containedIn ? 'contained' : 'canonical');
}

/** What clusters are made of is no part of what people see. */
function shownOf(record: CatalogRecord): Omit<Verdict, 'edges' | 'partOf' | 'holds'> | null {
  const verdict = verdictOf(record);
  if (!verdict) return null;
  const { edges: _, partOf: _in, holds: _parts, ...shown } = verdict;
  return shown;
}

function verdictOf({ status, documentId, content }: CatalogRecord): Verdict | null {
  return status === 'live' && content ? shownVerdict(documentId, content) : null;
}
