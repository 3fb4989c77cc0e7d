import type { CatalogRecord } from '../core/catalog-record.ts';
import { type Cause, isByNeighbours, withDecision } from '../core/decision.ts';
import type { Verdict } from '../core/model.ts';
import type { Ports } from '../ports/ports.ts';
import { verdictOn } from './judging.ts';

/** A record about to be written, and what it was judged from. */
export interface Judging {
  readonly before: CatalogRecord;
  readonly after: CatalogRecord;
}

/** The records with the decisions that they make, dated now, in the same order. */
export async function withDecisions(
  { catalog, clock }: Pick<Ports, 'catalog' | 'clock'>,
  judgings: readonly Judging[],
): Promise<CatalogRecord[]> {
  const lost = new Map(judgings.map((judging) => [judging, lostRelatives(judging)]));
  const ids = new Set([...lost.values()].flat());
  const others = ids.size > 0 ? await catalog.read([...ids]) : new Map<string, CatalogRecord>();
  const now = clock.now();
  return judgings.map((judging) => {
    const { before, after } = judging;
    return withDecision(before, after, now, causeAmongNeighbours(judging, lost.get(judging)!, others));
  });
}

/** What the verdict named before and names no more, where no delivery explains it. */
function lostRelatives({ before, after }: Judging): string[] {
  if (!isByNeighbours(before, after)) return [];
  const named = namedBy(after.content!.verdict);
  return namedBy(before.content!.verdict).filter((id) => !named.includes(id));
}

function causeAmongNeighbours(
  { before, after }: Judging,
  lost: readonly string[],
  others: ReadonlyMap<string, CatalogRecord>,
): Cause {
  const known = namedBy(before.content?.verdict ?? null);
  const gained = namedBy(after.content?.verdict ?? null).some((id) => !known.includes(id));
  const stays = (id: string) => isRelative(after, others.get(id));
  if (lost.length > 0 && !lost.some(stays)) return 'original_gone';
  return gained || lost.length > 0 ? 'earlier_article' : 'original_changed';
}

/** Whether the document would still be found to repeat the other, or to be contained in it. */
function isRelative(record: CatalogRecord, other: CatalogRecord | undefined): boolean {
  return other?.status === 'live' && namedBy(verdictOn(record, [other]).verdict).length > 0;
}

function namedBy(verdict: Verdict | null): string[] {
  return [verdict?.duplicateOf, verdict?.containedIn].filter((id) => id != null);
}
