/** Why a document is, or is not, a duplicate: the comparison made again, with everything that it rested on. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { concurrently } from '../core/concurrently.ts';
import { explainPair, type PairExplanation } from '../core/dedupe/explain.ts';
import { entriesOf } from '../core/dedupe/index-keys.ts';
import type { Judged } from '../core/dedupe/judge.ts';
import { type Alignment, alignPassages } from '../core/dedupe/passages.ts';
import { shownVerdict } from '../core/dedupe/shown-verdict.ts';
import { UsageError } from '../core/errors.ts';
import { isCurrent } from '../core/index-exposure.ts';
import { DEDUPE_LEDGER, type LedgerRow } from '../core/lake/columns.ts';
import { mayHold } from '../core/lake/file-stats.ts';
import type { Rejection, Verdict } from '../core/model.ts';
import { unique } from '../core/unique.ts';
import type { Ports } from '../ports/ports.ts';
import { partitionOf, readFile } from './data-files.ts';
import { type FindPorts, findDocument } from './find-document.ts';
import { LOOK_LIMIT } from './judging.ts';
import type { SegmentPorts } from './load-texts.ts';
import { readText } from './read-text.ts';
import { withState } from './table-log.ts';

export type WhyPorts = FindPorts & SegmentPorts & Pick<Ports, 'tableFormat'>;

/** How a document is called in an answer. */
export interface Named {
  readonly documentId: string;
  readonly source: string;
  readonly title: string | null;
  readonly ingestedAt: string | null;
}

export interface Compared extends PairExplanation {
  readonly other: Named;
  /** Whether the other is earlier, so that this document could be a duplicate of it. */
  readonly otherIsEarlier: boolean;
}

export interface Why {
  readonly document: Named;
  readonly status: CatalogRecord['status'];
  readonly settled: boolean;
  readonly rejection: Rejection | null;
  readonly verdict: Verdict | null;
  readonly clusterId: string | null;
  readonly rulesVersion: number;
  /** Every decision on it that the tables tell of, the first one first. */
  readonly history: readonly LedgerRow[];
  /** Documents that share an index key with this one, in an agreeing context: all that were compared, the nearest first. Or the one that was asked for. */
  readonly compared: readonly Compared[];
  /** Keys with more documents than anybody looks at: later ones among them were not compared. */
  readonly crowdedKeys: number;
  /** Side by side with the first of `compared`; null without one, or when a text is gone. */
  readonly passages: Alignment | null;
}

/** Explains a document's verdict, or what two documents are to each other. */
export async function why(ports: WhyPorts, buckets: readonly string[], name: string, otherName: string | null): Promise<Why> {
  const record = await findDocument(ports, buckets, name);
  const chosen = otherName === null ? null : await findDocument(ports, buckets, otherName);
  if (chosen && chosen.documentId === record.documentId) throw new UsageError(`${name} and ${otherName} are the same document.`);
  const { relatives, crowdedKeys } = chosen ? { relatives: [chosen], crowdedKeys: 0 } : await relativesOf(ports, record);
  const compared = relatives.flatMap((other) => comparisonOf(record, other) ?? []).sort(nearestFirst(record));
  const first = relatives.find(({ documentId }) => documentId === compared[0]?.other.documentId);
  return {
    document: named(record),
    status: record.status,
    settled: record.settled,
    rejection: record.rejection,
    verdict: record.content && shownVerdict(record.documentId, record.content),
    clusterId: record.content?.clusterId ?? null,
    rulesVersion: record.rulesVersion,
    history: await decisionsOn(ports, record.documentId),
    compared,
    crowdedKeys,
    passages: first ? await sideBySide(ports, record, first) : null,
  };
}

/** The document's rows of the ledger. Only files whose ids enclose its own are read. */
async function decisionsOn(ports: WhyPorts, documentId: string): Promise<LedgerRow[]> {
  return withState(ports.lake, DEDUPE_LEDGER, undefined, async ({ files }) => {
    const candidates = [...files.values()].filter((file) => mayHold(file, [documentId]));
    const rows = await concurrently(candidates, async (file) => {
      const decided_date = partitionOf(DEDUPE_LEDGER, file);
      const stored = (await readFile(ports, DEDUPE_LEDGER, file.path)).filter((row) => row.document_id === documentId);
      return stored.map((row) => ({ ...row, decided_date }) as LedgerRow);
    });
    return rows.flat().sort((a, b) => a.revision - b.revision);
  });
}

/** Who stands under the document's keys now, and whom its verdict names. */
async function relativesOf(
  { catalog }: WhyPorts,
  record: CatalogRecord,
): Promise<{ relatives: CatalogRecord[]; crowdedKeys: number }> {
  const { content } = record;
  if (!content) return { relatives: [], crowdedKeys: 0 };
  const { documentId, revision: version } = record;
  const announcement = { documentId, order: content.order, version, entries: entriesOf(content.fingerprint).all };
  const { found, crowded } = await catalog.look([announcement], LOOK_LIMIT);
  const postings = found.flat();
  const { duplicateOf = null, containedIn = null } = content.verdict ?? {};
  const ids = [duplicateOf, containedIn].filter((id) => id !== null);
  const records = await catalog.read(unique([...ids, ...postings.map(({ documentId }) => documentId)]));
  const current = postings.filter((posting) => isCurrent(posting, records.get(posting.documentId)));
  const relatives = new Set([...ids, ...current.map(({ documentId }) => documentId)]);
  relatives.delete(documentId);
  return {
    relatives: [...relatives].flatMap((id) => records.get(id) ?? []),
    crowdedKeys: crowded.size,
  };
}

function comparisonOf(record: CatalogRecord, other: CatalogRecord): Compared | null {
  if (!record.content || !other.content) return null;
  const pair = explainPair(judgedOf(record), judgedOf(other));
  return { ...pair, other: named(other), otherIsEarlier: pair.earlierId === other.documentId };
}

/** What the verdict names, then by how near. */
function nearestFirst({ content }: CatalogRecord): (a: Compared, b: Compared) => number {
  const rank = ({ other, relation, similarity }: Compared) => [
    Number(other.documentId === content?.verdict?.duplicateOf),
    Number(other.documentId === content?.verdict?.containedIn),
    Number(relation !== 'none'),
    similarity?.jaccard ?? 0,
    similarity?.containment ?? 0,
  ];
  return (a, b) => {
    const [ranksA, ranksB] = [rank(a), rank(b)];
    const at = ranksA.findIndex((value, i) => value !== ranksB[i]);
    return at < 0 ? (a.other.documentId < b.other.documentId ? -1 : 1) : ranksB[at]! - ranksA[at]!;
  };
}

async function sideBySide(ports: WhyPorts, a: CatalogRecord, b: CatalogRecord): Promise<Alignment | null> {
  const [textA, textB] = [await readText(ports, a), await readText(ports, b)];
  return textA && textB && alignPassages(textA.body, textB.body);
}

function judgedOf({ documentId, content }: CatalogRecord): Judged {
  return { documentId, order: content!.order, fingerprint: content!.fingerprint };
}

function named({ documentId, bucket, key, index, content, ingestedAt }: CatalogRecord): Named {
  const source = `${bucket}/${key}${index === 0 ? '' : `#${index}`}`;
  return { documentId, source, title: content?.metadata.title ?? null, ingestedAt };
}
