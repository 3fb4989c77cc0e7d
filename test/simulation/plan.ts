import type { QueueRules } from './delivery-queue.ts';
import { drawFaultRates, type FaultRates, NO_FAULTS } from './faults.ts';
import type { Random } from './random.ts';
import type { Tempo } from './scheduler.ts';
import { type Splitting, WEAK_SPOTS } from './simulated-ports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The longest that an invocation lives, as in Lambda. */
export const LIFETIME_MS = 15 * MINUTE;
/** The longest that a query runs, as in Athena. */
export const QUERY_MS = 30 * MINUTE;

/** What one seed tries: everything about a schedule that is drawn before it begins. */
export interface Plan {
  readonly tempo: Tempo;
  readonly faults: FaultRates;
  readonly splitting: Splitting;
  readonly queue: QueueRules;
  readonly events: {
    readonly dropRate: number;
    readonly duplicateRate: number;
    readonly lateRate: number;
    readonly lateMs: number;
  };
  readonly families: number;
  readonly keys: number;
  readonly packRate: number;
  readonly deliveries: number;
  readonly deliveryGapMs: number;
  /** How often a delivery repeats the text that is there already, as a copied file does. */
  readonly touchRate: number;
  readonly deleteRate: number;
  /** Many copies of few texts, so that keys are shared by more documents than anybody looks at. */
  readonly crowded: boolean;
  readonly workers: number;
  readonly batch: number;
  readonly rulesVersions: readonly number[];
  readonly skewMs: number;
  readonly takedowns: number;
  /** `stream`: the platform delivers the catalog's changes in shards; `local`: exports fetch them. */
  readonly mode: 'stream' | 'local';
  readonly shards: number;
  readonly streamBatch: number;
  readonly streamAttempts: number;
  readonly streamWindowMs: number;
  /** How often a batch comes again while its first invocation still works. */
  readonly zombieRate: number;
  /** How often an invocation runs in a process that has run before. */
  readonly warmRate: number;
  readonly targetRows: number;
  readonly retentionMs: number;
  readonly readerPauseMs: number;
  readonly exports: number;
  readonly compactions: number;
  readonly vacuums: number;
  readonly readers: number;
  readonly clusterings: number;
  readonly sweepsUnderWay: number;
  /** How often nothing is delivered for so long that removed files expire. */
  readonly pauseRate: number;
  /** Dead hints at objects are lost, as when nobody redrives them in time. */
  readonly losesHints: boolean;
  /** Whether lost events and batches are made up for by the sweeper. Without it nothing may be lost on the way. */
  readonly sweeps: boolean;
}

export function drawPlan(random: Random): Plan {
  const some = (probability: number, least: number, most: number) =>
    random.chance(probability) ? random.magnitude(least, most) : 0;
  const sweeps = random.chance(0.6);
  const rulesVersions = random.chance(0.3) ? [1, 2] : [1];
  // New rules reach what old rules read by the sweeper. Without it nobody would finish for a worker with new rules that went on
  // after its message had been given to, and acknowledged by, one with old rules; so its message must stay away until it has ended.
  const outliving = !sweeps && rulesVersions.length > 1;
  const pauseRate = some(0.4, 0.02, 0.2);
  const crowded = random.chance(0.15);
  return {
    tempo: {
      stepMs: random.pick([2, 20, 200]),
      slowRate: some(0.5, 0.01, 0.3),
      slowMs: random.magnitude(100, 2 * MINUTE),
      stickiness: random.pick([0, 0, 0.5, 0.9]),
      freezeMs: random.magnitude(SECOND, HOUR),
      lateMs: random.magnitude(SECOND, LIFETIME_MS),
    },
    faults: random.chance(0.05) ? NO_FAULTS : drawFaultRates(random, WEAK_SPOTS),
    splitting: { rate: random.pick([0, 0.1, 0.5, 1]), page: random.pick([1, 3, 50]) },
    queue: {
      visibilityMs: random.pick(outliving ? [90 * MINUTE] : [2 * SECOND, 30 * SECOND, 10 * MINUTE, 90 * MINUTE]),
      // Nor may a message lie among the dead letters for so long that its text expires.
      maxAttempts: sweeps || pauseRate === 0 ? random.pick([3, 6, 100]) : Number.POSITIVE_INFINITY,
      duplicateRate: outliving ? 0 : some(0.4, 0.01, 0.3),
    },
    events: {
      dropRate: sweeps ? some(0.5, 0.01, 0.3) : 0,
      duplicateRate: some(0.5, 0.02, 0.5),
      lateRate: some(0.5, 0.02, 0.5),
      lateMs: random.magnitude(SECOND, HOUR),
    },
    families: random.pick([1, 1, 2, 3]),
    keys: crowded ? random.between(20, 45) : random.between(3, 12),
    packRate: random.pick([0, 0.2, 0.5]),
    deliveries: crowded ? random.between(40, 80) : random.between(8, 40),
    deliveryGapMs: random.magnitude(20, MINUTE),
    touchRate: some(0.5, 0.05, 0.4),
    deleteRate: some(0.8, 0.05, 0.4),
    crowded,
    workers: random.between(1, 6),
    batch: random.pick([1, 1, 3, 10]),
    rulesVersions,
    skewMs: some(0.5, SECOND, 2 * MINUTE),
    takedowns: random.chance(0.3) ? random.between(1, 3) : 0,
    mode: random.chance(0.6) ? 'stream' : 'local',
    shards: random.pick([1, 1, 2]),
    streamBatch: random.pick([2, 10, 100]),
    streamAttempts: random.pick([3, 10]),
    streamWindowMs: random.magnitude(100, MINUTE),
    zombieRate: some(0.5, 0.05, 0.5),
    warmRate: random.pick([0, 0.5, 1]),
    targetRows: random.pick([5, 20, 1000]),
    // A text must not expire before its record settles, unless the sweeper has it read again.
    retentionMs: sweeps ? random.pick([HOUR, HOUR, 24 * HOUR]) : 7 * 24 * HOUR,
    readerPauseMs: random.magnitude(SECOND, 2 * MINUTE),
    exports: random.between(2, 12),
    compactions: random.below(6),
    vacuums: random.below(5),
    readers: random.below(6),
    clusterings: random.below(4),
    sweepsUnderWay: sweeps ? random.below(3) : 0,
    pauseRate,
    losesHints: sweeps && random.chance(0.3),
    sweeps,
  };
}
