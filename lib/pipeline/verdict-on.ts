import type { CatalogRecord } from '../core/catalog-record.ts';
import { judge } from '../core/dedupe/judge.ts';
import type { Verdict } from '../core/model.ts';

/** What the live document repeats among these others, and which later ones may repeat it. */
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
