import type { CatalogRecord } from '../core/catalog-record.ts';
import { judge } from '../core/dedupe/judge.ts';
import type { Verdict } from '../core/model.ts';

interface VerdictOn {
  readonly verdict: Verdict;
  /** The cluster of the first document that it repeats, as far as is known before clusters are assigned; its own if there is none. */
  readonly clusterId: string;
  /** Those that may repeat it. */
  readonly laterRelatives: readonly string[];
}

/** What the live document repeats among these others. */
export function verdictOn(record: CatalogRecord, others: readonly CatalogRecord[]): VerdictOn {
  const facts = ({ documentId, content }: CatalogRecord) => ({
    documentId,
    order: content!.order,
    fingerprint: content!.fingerprint,
  });
  const { verdict, laterRelatives } = judge(facts(record), others.map(facts));
  const first = others.find(({ documentId }) => documentId === verdict.duplicateOf);
  const { clusterId } = (first ?? record).content!;
  // That of the first lags behind where this document came before it until now.
  const isOwn = first !== undefined && clusterId === record.documentId;
  return { verdict, clusterId: isOwn ? first.documentId : clusterId, laterRelatives };
}
