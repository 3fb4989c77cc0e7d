import { FIGURE_LIMIT } from '../fingerprint/samples.ts';

/** How many figures two texts share, and how many the one that has fewer of its own has besides. */
export interface FigureCounts {
  readonly shared: number;
  readonly unshared: number;
}

export const NO_FIGURES: FigureCounts = { shared: 0, unshared: 0 };

/** Symmetric. Of texts with many figures only the part that both lists hold entirely is counted. */
export function compareFigures(a: Uint16Array, b: Uint16Array): FigureCounts {
  const limit = Math.min(knownUpTo(a), knownUpTo(b));
  const known = (figures: Uint16Array) => (limit === Number.POSITIVE_INFINITY ? figures : figures.filter((f) => f <= limit));
  const others = new Set(known(b));
  const ownA = known(a);
  const shared = ownA.filter((figure) => others.has(figure)).length;
  return { shared, unshared: Math.min(ownA.length, others.size) - shared };
}

function knownUpTo(figures: Uint16Array): number {
  return figures.length < FIGURE_LIMIT ? Number.POSITIVE_INFINITY : figures[FIGURE_LIMIT - 1]!;
}
