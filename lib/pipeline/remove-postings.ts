/** Taking entries out of the index, and finding whose verdicts may have rested on what was seen with them. */

import { isNearKey } from '../core/dedupe/index-keys.ts';
import { contextsAgree } from '../core/fingerprint/context.ts';
import { isCurrent, type Posting } from '../core/index-exposure.ts';
import { unique } from '../core/unique.ts';
import type { Ports } from '../ports/ports.ts';
import { ALL, LOOK_LIMIT } from './judging.ts';

type IndexPorts = Pick<Ports, 'catalog'>;

/**
 * Removes the postings; answers the documents that must look again. A retired one was a relative to whom its context agrees with.
 * Garbage was nobody's, but under a key with more documents than anybody looks at it too stood before another one.
 */
export async function removePostings(
  { catalog }: IndexPorts,
  postings: readonly Posting[],
  kind: 'retired' | 'garbage',
): Promise<Set<string>> {
  if (postings.length === 0) return new Set();
  // Before and after: others may come and go under the key meanwhile, and only both together tell that it was crowded.
  const before = await catalog.postings(unique(postings.map(({ key }) => key)), LOOK_LIMIT + 1);
  await catalog.unpost(postings);
  const open = await withoutOriginal(catalog, postings);
  const left = await catalog.postings(unique(open.map(({ key }) => key)), ALL);
  const removed = countBy(postings, ({ key }) => key);
  const isCrowded = (key: string) =>
    Math.max(before.get(key)?.length ?? 0, (left.get(key)?.length ?? 0) + removed.get(key)!) > LOOK_LIMIT;
  return new Set(
    open.flatMap((gone) => {
      const others = left.get(gone.key) ?? [];
      const lost = kind === 'retired' ? [gone] : [];
      return concerned(others, [...lost, ...(isCrowded(gone.key) ? comeIntoSight(gone, others) : [])], gone);
    }),
  );
}

/**
 * The postings without those that stood behind the original of their text: copies rest on the first live document of it and on
 * nobody else. A crowd would look again for each copy that goes, or that lost a race, else.
 */
async function withoutOriginal(catalog: Ports['catalog'], postings: readonly Posting[]): Promise<Posting[]> {
  const exact = postings.filter(({ key }) => !isNearKey(key));
  if (exact.length === 0) return [...postings];
  const firsts = await catalog.postings(unique(exact.map(({ key }) => key)), 1);
  const records = firsts.size > 0 ? await catalog.read(unique([...firsts.values()].flat().map((p) => p.documentId))) : new Map();
  return postings.filter((gone) => {
    const [first] = firsts.get(gone.key) ?? [];
    return !first || first.order > gone.order || !isCurrent(first, records.get(first.documentId));
  });
}

/** Those that may stand in the place that the removed one held. Others may be removed just now, so these are all behind it. */
function comeIntoSight(gone: Posting, others: readonly Posting[]): Posting[] {
  return others.slice(0, LOOK_LIMIT).filter(({ order }) => order > gone.order);
}

/** Verdicts rest on what is earlier, and in an agreeing context. */
function concerned(others: readonly Posting[], changed: readonly Posting[], gone: Posting): string[] {
  return others.flatMap((posting) => {
    if (posting.order <= gone.order) return [];
    const rests = changed.some(({ order, context }) => order < posting.order && contextsAgree(context, posting.context));
    return rests ? [posting.documentId] : [];
  });
}

function countBy<T>(values: readonly T[], nameOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(nameOf(value), (counts.get(nameOf(value)) ?? 0) + 1);
  return counts;
}
