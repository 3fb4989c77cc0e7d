import { isNearKey, keyLengthOf } from '../../core/dedupe/index-keys.ts';
import { isReadable, type Sampled, sampledOf } from '../../core/dedupe/similarity.ts';
import { type Announcement, announcedPostings, type Posting } from '../../core/index-exposure.ts';

/**
 * Postings that share all but key and context, and the lengths of these, as one text: an article's 13 would be as many objects, and
 * twice as many strings.
 */
export interface PostingGroup {
  readonly order: string;
  readonly documentId: string;
  readonly version: number;
  /** At least 1. */
  readonly keyLength: number;
  readonly contextLength: number;
  /** The keys, each with its context behind it. */
  readonly text: string;
  /** Of the document's text, where whoever announced it near said: not in the database. */
  readonly sampled?: Sampled | undefined;
}

/** As the database has it. Nearly always the order ends with the document's id, and 0 stands for that. */
export type PackedGroup = readonly [
  order: string,
  documentId: string | 0,
  version: number,
  keyLength: number,
  contextLength: number,
  text: string,
];

/** The postings in their order, neighbours together: they come document by document. */
export function grouped(postings: readonly Posting[]): PostingGroup[] {
  const groups: PostingGroup[] = [];
  let parts: string[] = [];
  for (const [i, posting] of postings.entries()) {
    const { key, order, documentId, version, context } = posting;
    parts.push(key, context);
    const next = postings[i + 1];
    if (next !== undefined && areOfOneGroup(posting, next)) continue;
    const [keyLength, contextLength] = [key.length, context.length];
    groups.push({ order, documentId, version, keyLength, contextLength, text: parts.join('') });
    parts = [];
  }
  return groups;
}

/** The postings of an announcement: nearly always its entries are alike, and one after the other are the text. */
export function groupsOf(announcement: Announcement): PostingGroup[] {
  const { documentId, order, version, entries, fingerprint } = announcement;
  const [first] = entries;
  if (first === undefined) return [];
  const keyLength = keyLengthOf(first);
  if (!entries.every((entry) => entry.length === first.length && keyLengthOf(entry) === keyLength))
    return grouped(announcedPostings(announcement));
  const isCompared = fingerprint && isNearKey(first) && isReadable(fingerprint);
  const sampled = isCompared ? sampledOf(fingerprint) : undefined;
  return [{ order, documentId, version, keyLength, contextLength: first.length - keyLength, text: entries.join(''), sampled }];
}

function areOfOneGroup(a: Posting, b: Posting): boolean {
  return (
    a.documentId === b.documentId &&
    a.order === b.order &&
    a.version === b.version &&
    a.key.length === b.key.length &&
    a.context.length === b.context.length
  );
}

export function packGroup({ order, documentId, version, keyLength, contextLength, text }: PostingGroup): PackedGroup {
  return [order, lastWord(order) === documentId ? 0 : documentId, version, keyLength, contextLength, text];
}

export function unpackGroup([order, documentId, version, keyLength, contextLength, text]: PackedGroup): PostingGroup {
  return { order, documentId: documentId === 0 ? lastWord(order) : documentId, version, keyLength, contextLength, text };
}

const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);
