/** Taking entries out of the index, and finding whose verdicts may have rested on what was seen with them. */
import { contextsAgree } from '../core/fingerprint/context.ts';
import type { Posting } from '../core/index-exposure.ts';
import type { Ports } from '../ports/ports.ts';
import { ALL, LOOK_LIMIT } from './judging.ts';

/**
 * Removes the postings; answers the documents that must look again. A retired one was a relative to whom its context agrees with.
 * Garbage was nobody's, but under a key with more documents than anybody looks at it too stood before another one.
 */
export async function removePostings(
  { catalog }: Pick<Ports, 'catalog'>,
  postings: readonly Posting[],
  kind: 'retired' | 'garbage',
): Promise<Set<string>> {
  if (postings.length === 0) return new Set();
  await catalog.unpost(postings);
  const left = await catalog.postings([...new Set(postings.map(({ key }) => key))], ALL);
  return new Set(
    postings.flatMap((gone) => {
      const others = left.get(gone.key) ?? [];
      const lost = kind === 'retired' ? [gone] : [];
      return concerned(others, [...lost, ...comeIntoSight(gone, others)], gone);
    }),
  );
}

/** Those that may stand in the place that the removed one held. Others may be removed just now, so these are all behind it. */
function comeIntoSight(gone: Posting, others: readonly Posting[]): Posting[] {
  return others.length < LOOK_LIMIT ? [] : others.slice(0, LOOK_LIMIT).filter(({ order }) => order > gone.order);
}

/** Verdicts rest on what is earlier, and in an agreeing context. */
function concerned(others: readonly Posting[], changed: readonly Posting[], gone: Posting): string[] {
  return others.flatMap((posting) => {
    if (posting.order <= gone.order) return [];
    const rests = changed.some(({ order, context }) => order < posting.order && contextsAgree(context, posting.context));
    return rests ? [posting.documentId] : [];
  });
}
