import type { Random } from './random.ts';

/** What may strike a port call. `lost`: applied, but the answer never comes; `late`: it fails now and is applied later. */
const FAULTS = ['refused', 'lost', 'late', 'crashBefore', 'crashAfter', 'freezeBefore', 'freezeAfter'] as const;
export type Fault = (typeof FAULTS)[number];

/** How likely each fault is at one port call. */
export interface FaultRates {
  readonly total: number;
  readonly cumulative: readonly number[];
  /** Calls of this kind fail far more often, so that some seeds dwell on one weak spot. */
  readonly weakSpot: string | null;
}

export const NO_FAULTS: FaultRates = { total: 0, cumulative: FAULTS.map(() => 0), weakSpot: null };

const WEAK_SPOT_RATE = 0.25;

/** Swarm testing (Groce et al. 2012): each seed has its own mix, most with some faults off, so that none hides another. */
export function drawFaultRates(random: Random, labels: readonly string[]): FaultRates {
  if (random.chance(0.05)) return NO_FAULTS;
  const weights = FAULTS.map(() => (random.chance(0.4) ? 0 : random.magnitude(0.05, 1)));
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return NO_FAULTS;
  let reached = 0;
  const cumulative = weights.map((weight) => {
    reached += weight / sum;
    return reached;
  });
  return { total: random.magnitude(0.003, 0.15), cumulative, weakSpot: random.chance(0.15) ? random.pick(labels) : null };
}

/** The fault that strikes this call, if one does. */
export function drawFault(random: Random, rates: FaultRates, label: string): Fault | null {
  if (rates.total === 0) return null;
  if (random.next() >= (label === rates.weakSpot ? WEAK_SPOT_RATE : rates.total)) return null;
  const at = random.next();
  const index = rates.cumulative.findIndex((limit) => at < limit);
  return FAULTS[index === -1 ? FAULTS.length - 1 : index]!;
}
