/** What the catalog must hold at rest, computed from the live source objects alone. */
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import { clusterIds } from '../../lib/core/dedupe/clusters.ts';
import { contextOf, entriesOf, exactKey, keyOf } from '../../lib/core/dedupe/index-keys.ts';
import { type Judged, judge } from '../../lib/core/dedupe/judge.ts';
import { orderOf } from '../../lib/core/dedupe/order.ts';
import { contextsAgree } from '../../lib/core/fingerprint/context.ts';
import type { ObjectVersion, ParsedRecord, Rejection, Verdict } from '../../lib/core/model.ts';
import type { Parser } from '../../lib/core/parser.ts';
import type { LandedObject, Landing } from '../../lib/ports/landing.ts';

type ParsedArticle = Extract<ParsedRecord, { kind: 'article' }>;

export interface ExpectedArticle extends Judged {
  readonly kind: 'live';
  readonly key: string;
  readonly source: ObjectVersion;
  readonly parsed: ParsedArticle;
  verdict: Verdict;
  clusterId: string;
  /** Whether it is the first of its text, and so to be found by near copies. */
  root: boolean;
}

export interface ExpectedRejection {
  readonly kind: 'rejected';
  readonly documentId: string;
  readonly key: string;
  readonly source: ObjectVersion;
  readonly rejection: Pick<Rejection, 'stage' | 'reason'>;
}

export type Expected = ExpectedArticle | ExpectedRejection;

export interface OracleInput {
  readonly landing: Landing;
  readonly bucket: string;
  /** The parser that read an object last. */
  readonly parserOf: (key: string) => Parser;
  /** When the document's object was first read, as its record says. */
  readonly receivedAt: (documentId: string) => number;
  readonly isBlocked: (name: string) => boolean;
  readonly lookLimit: number;
}

export async function expectedCatalog(input: OracleInput): Promise<Map<string, Expected>> {
  const expected = new Map<string, Expected>();
  for await (const version of input.landing.list(input.bucket)) {
    const source = (await input.landing.read(version))!;
    for await (const record of recordsOf(source, input)) expected.set(record.documentId, record);
  }
  const articles = [...expected.values()].filter((record) => record.kind === 'live').sort(byOrder);
  judgeAll(articles, input.lookLimit);
  return expected;
}

async function* recordsOf(source: LandedObject, { parserOf, receivedAt, isBlocked }: OracleInput): AsyncIterable<Expected> {
  const parser = parserOf(source.key);
  for (const [index, decoded] of (await parser.decode(source.key, source.bytes)).entries()) {
    const documentId = documentIdOf(source, index);
    const parsed = await parser.parse(decoded, { key: source.key, receivedAt: receivedAt(documentId) });
    const shared = { documentId, key: source.key, source };
    if (parsed.kind === 'rejection') {
      yield { kind: 'rejected', ...shared, rejection: parsed.rejection };
    } else if (isBlocked(`document:${documentId}`) || isBlocked(`content:${parsed.fingerprint.contentSha256}`)) {
      yield { kind: 'rejected', ...shared, rejection: { stage: 'policy', reason: 'blocked' } };
    } else {
      const { fingerprint } = parsed;
      const recordName = parsed.record.sourceRecordId ?? source.key.replace(/\.\w+$/, '');
      const publishedDate = parsed.article.metadata.published_date;
      const { contentSha256 } = fingerprint;
      const order = orderOf({ firstSeen: source.firstSeen, publishedDate, recordName, contentSha256, documentId });
      yield { kind: 'live', ...shared, parsed, fingerprint, order, verdict: NONE, clusterId: '', root: false };
    }
  }
}

const NONE: Verdict = { duplicateOf: null, kind: null, score: null, containedIn: null, evidence: null, edges: [] };

/** The first of each text is its root; roots are judged among the first roots under each of their keys. */
function judgeAll(articles: readonly ExpectedArticle[], lookLimit: number): void {
  const rootOf = new Map<string, ExpectedArticle>();
  for (const article of articles) {
    const first = rootOf.get(article.fingerprint.contentSha256);
    if (first) {
      article.verdict = judge(article, [first]).verdict;
    } else {
      article.root = true;
      rootOf.set(article.fingerprint.contentSha256, article);
    }
  }
  const found = new Map<string, ExpectedArticle[]>();
  for (const root of rootOf.values())
    for (const entry of entriesOf(root.fingerprint).near) found.set(keyOf(entry), [...(found.get(keyOf(entry)) ?? []), root]);
  for (const root of rootOf.values()) {
    const seen = entriesOf(root.fingerprint).near.flatMap((entry) =>
      found
        .get(keyOf(entry))!
        .slice(0, lookLimit)
        .filter((other) => agrees(entry, other)),
    );
    root.verdict = judge(root, [...new Set(seen)]).verdict;
  }
  const nodes = articles.map(({ documentId, order, verdict }) => ({ documentId, order, ...verdict }));
  const clusters = clusterIds(nodes);
  for (const article of articles) article.clusterId = clusters.get(article.documentId)!;
}

/** Whether the other document's context under the entry's key agrees with the entry's own. */
function agrees(entry: string, { fingerprint }: Judged): boolean {
  const other = entriesOf(fingerprint).near.find((candidate) => keyOf(candidate) === keyOf(entry));
  return contextsAgree(contextOf(entry), contextOf(other!));
}

/** The index entries that must be there for it, as `key order`. */
export function expectedPostings({ fingerprint, order, documentId, root }: ExpectedArticle): string[] {
  const keys = [exactKey(fingerprint), ...(root ? entriesOf(fingerprint).near.map(keyOf) : [])];
  return keys.map((key) => `${key} ${order} ${documentId}`);
}

function byOrder(a: ExpectedArticle, b: ExpectedArticle): number {
  return a.order < b.order ? -1 : 1;
}
