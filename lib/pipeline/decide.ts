import type { CatalogRecord } from '../core/catalog-record.ts';
import { isByNeighbours, withDecision } from '../core/decision.ts';
import type { Cause, Verdict } from '../core/model.ts';
import type { Ports } from '../ports/ports.ts';
import { verdictOn } from './verdict-on.ts';

/** A record about to be written, and what it was judged from. */
interface Judging {
  readonly before: CatalogRecord;
  readonly after: CatalogRecord;
}

/** The records about to be written, with the decisions that they make, dated now. They were judged from `before`. */
export async function withDecisions(
  { catalog, clock }: Pick<Ports, 'catalog' | 'clock'>,
  before: readonly CatalogRecord[],
  records: readonly CatalogRecord[],
): Promise<CatalogRecord[]> {
  const judgedFrom = new Map(before.map((record) => [record.documentId, record]));
  const judgings = records.map((after) => ({ before: judgedFrom.get(after.documentId)!, after }));
  const lost = judgings.map(lostRelatives);
  const others = await readAll(catalog, new Set(lost.flat()));
  const now = clock.now();
  return judgings.map((judging, i) => {
    return withDecision(judging.before, judging.after, now, causeAmongNeighbours(judging, lost[i]!, others));
  });
}

async function readAll(catalog: Ports['catalog'], ids: ReadonlySet<string>): Promise<Map<string, CatalogRecord>> {
  return ids.size > 0 ? catalog.read([...ids]) : new Map();
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
