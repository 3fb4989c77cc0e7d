import { decodeSketch, type Sketch } from '../fingerprint/sketch.ts';
import type { Comparison, Fingerprint, Verdict } from '../model.ts';
import { meet } from './index-keys.ts';
import { CONTAINED_CONTAINMENT, isLoose, isShorter, nearRule, relationOf } from './relation.ts';
import { haveSamePart } from './same-part.ts';
import { compare, isReadable, SAME_TEXT, type Similarity } from './similarity.ts';

/** What judging needs of a live document. */
export interface Judged {
  readonly documentId: string;
  readonly order: string;
  readonly fingerprint: Fingerprint;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Later articles whose verdicts may depend on this one, by order. */
  readonly laterRelatives: readonly string[];
}

interface Relative {
  readonly other: Judged;
  readonly kind: 'exact' | 'near' | 'contained';
  readonly similarity: Similarity;
}

/** That of a document that repeats nobody: always this object, where it was judged here. */
export const ORIGINAL: Verdict = Object.freeze({
  duplicateOf: null,
  kind: null,
  score: null,
  containedIn: null,
  comparison: null,
  evidence: null,
  edges: Object.freeze([]),
});

/**
 * Decides what `self` repeats. The verdict is a pure function of the set of earlier relatives: a document is a duplicate of, or
 * contained in, only what came before it, so verdicts never form a circle and arrival order can't matter. When a longer text
 * that embeds an earlier one arrives, neither is changed: the earlier was first, and the longer is more than a copy.
 * `others` may hold `self`, repeat a document and be in any order.
 */
export function judge(self: Judged, others: readonly Judged[]): Judgement {
  const relatives = relativesOf(self, others);
  const isEarlier = ({ other }: Relative) => other.order < self.order;
  return {
    verdict: verdictFrom(self.fingerprint, relatives.filter(isEarlier)),
    laterRelatives: relatives.filter((relative) => !isEarlier(relative)).map(({ other }) => other.documentId),
  };
}

/** By order. */
function relativesOf(self: Judged, others: readonly Judged[]): Relative[] {
  const relatives: Relative[] = [];
  const seen = new Set([self.documentId]);
  let sketch: Sketch | undefined;
  for (const other of others) {
    if (seen.has(other.documentId)) continue;
    seen.add(other.documentId);
    // The index never brings these two together, so neither may anybody who found them in another way.
    if (!meet(self.fingerprint, other.fingerprint)) continue;
    if (other.fingerprint.contentSha256 === self.fingerprint.contentSha256) {
      relatives.push({ other, kind: 'exact', similarity: SAME_TEXT });
      continue;
    }
    if (isReadable(self.fingerprint)) sketch ??= decodeSketch(self.fingerprint);
    const similarity = compare(self.fingerprint, other.fingerprint, sketch);
    const [later, earlier] = other.order < self.order ? [self, other] : [other, self];
    const kind = similarity && relationOf(later.fingerprint, earlier.fingerprint, similarity);
    if (kind) relatives.push({ other, kind, similarity });
  }
  return relatives.sort((a, b) => (a.other.order < b.other.order ? -1 : 1));
}

/** An exact copy says no more than whose it is: the first of its text carries near duplicates and containers for all. */
function verdictFrom(self: Fingerprint, earlier: readonly Relative[]): Verdict {
  if (earlier.length === 0) return ORIGINAL;
  const twin = earlier.find(({ kind }) => kind === 'exact')?.other.documentId;
  if (twin !== undefined) {
    return { ...ORIGINAL, duplicateOf: twin, kind: 'exact', score: 1, evidence: 'same canonical text', edges: [twin] };
  }
  const { firm, loose } = tiesOf(self, earlier);
  const original = firm[0] ?? originalAmong(self, loose);
  const container = earlier.find(({ kind }) => kind === 'contained');
  const partOf = loose.filter(({ other }) => isShorter(self, other.fingerprint)).map(({ other }) => other.documentId);
  const holds = loose.filter(({ other }) => isShorter(other.fingerprint, self));
  return {
    duplicateOf: original?.other.documentId ?? null,
    kind: original ? 'near' : null,
    score: original ? rounded(original.similarity.jaccard) : null,
    containedIn: container?.other.documentId ?? null,
    comparison: comparisonOf(self, original ?? container),
    evidence: [...describe('', original, self), ...describe('contained: ', container, self)].join('; ') || null,
    edges: firm.map(({ other }) => other.documentId),
    ...(partOf.length > 0 && { partOf }),
    ...(holds.length > 0 && { holds: holds.map(({ other: { documentId, order } }) => ({ documentId, order })) }),
  };
}

/** Those that the text is nearly the same as. */
function tiesOf(self: Fingerprint, earlier: readonly Relative[]): { firm: Relative[]; loose: Relative[] } {
  const near = earlier.filter(
    ({ other, kind, similarity }) => kind === 'near' || nearRule(self, other.fingerprint, similarity).near,
  );
  return {
    firm: near.filter(({ similarity }) => !isLoose(similarity)),
    loose: near.filter(({ similarity }) => isLoose(similarity)),
  };
}

/** A text that holds several articles is a copy of none. Nor is one that is contained in another; `shownVerdict` has more. */
function originalAmong(self: Fingerprint, loose: readonly Relative[]): Relative | undefined {
  const near = loose.filter(({ kind }) => kind === 'near');
  return haveSamePart(
    self,
    near.map(({ other }) => other.fingerprint),
  )
    ? near[0]
    : undefined;
}

function comparisonOf(self: Fingerprint, relative: Relative | undefined): Comparison | null {
  if (!relative) return null;
  const { other, kind, similarity } = relative;
  const { jaccard, containment } = similarity;
  const { by, least } = nearRule(self, other.fingerprint, similarity);
  const isNear = kind === 'near' && by !== 'template' && by !== 'form';
  return {
    jaccard: rounded(jaccard),
    containment: rounded(containment),
    rule: isNear ? by : 'contained',
    threshold: isNear ? least : CONTAINED_CONTAINMENT,
    // By J = s / (a + b - s).
    sharedShingles: Math.round((jaccard / (1 + jaccard)) * (self.shingleCount + other.fingerprint.shingleCount)),
  };
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

function describe(label: string, relative: Relative | undefined, self: Fingerprint): string[] {
  if (!relative) return [];
  const { jaccard, containment, exact, alignment } = relative.similarity;
  const about = exact ? '' : 'about ';
  const counts = `${self.shingleCount} and ${relative.other.fingerprint.shingleCount} shingles`;
  return [
    `${label}jaccard ${about}${jaccard.toFixed(2)}, containment ${about}${containment.toFixed(2)}, passages ${alignment.coveredMost.toFixed(2)}, ${counts}`,
  ];
}
