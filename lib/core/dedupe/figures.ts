import { FIGURE_LIMIT } from '../fingerprint/samples.ts';
import { countShared, countUpTo } from './sorted-hashes.ts';

/** How many figures two texts share, and how many the one that has fewer of its own has besides. */
export interface FigureCounts {
  readonly shared: number;
  readonly unshared: number;
}

export const NO_FIGURES: FigureCounts = { shared: 0, unshared: 0 };

/** Symmetric. Of texts with many figures only the part that both lists hold entirely is counted. */
export function compareFigures(a: Uint16Array, b: Uint16Array): FigureCounts {
  const limit = Math.min(knownUpTo(a), knownUpTo(b));
  const [inA, inB] = [countUpTo(limit, a), countUpTo(limit, b)];
  const shared = countShared(a, b, inA, inB);
  return { shared, unshared: Math.min(inA, inB) - shared };
}

function knownUpTo(figures: Uint16Array): number {
  return figures.length < FIGURE_LIMIT ? Number.POSITIVE_INFINITY : figures[FIGURE_LIMIT - 1]!;
}
