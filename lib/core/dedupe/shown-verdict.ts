import type { LiveContent } from '../catalog-record.ts';
import type { Verdict } from '../model.ts';

/**
 * The verdict as people see it, once clusters are assigned. A text that is only loosely the same as an earlier one repeats it as long as
 * both are in one cluster; where the longer of the two went with another article that it holds, the shorter one is contained in it
 * and the longer one is more than a copy. It then comes first in its own cluster, as one that repeats an earlier text never does.
 */
export function shownVerdict(
  documentId: string,
  { verdict, clusterId }: Pick<LiveContent, 'verdict' | 'clusterId'>,
): Verdict | null {
  if (verdict === null || verdict.duplicateOf === null || clusterId !== documentId) return verdict;
  const { duplicateOf, partOf, holds } = verdict;
  const parted = { ...verdict, duplicateOf: null, kind: null, score: null };
  // Even where another text contains it, too: the numbers are of this one.
  if (partOf?.includes(duplicateOf)) return { ...parted, containedIn: duplicateOf };
  if (holds?.some((part) => part.documentId === duplicateOf)) return { ...parted, comparison: null, evidence: null };
  return verdict;
}
