import { PLACES, SAMPLE_LIMIT } from '../fingerprint/samples.ts';

/**
 * How the shared parts lie in two texts. Two forms or two pages of one template share as much as an article and its edited copy,
 * but a copy differs a word here and there, or by what one of the two has more, while a template holds another block of text in
 * the same place. So runs of samples without a shared one are told apart: a run that chance would hardly make of evenly spread
 * edits is foreign. Joining matches over short gaps and parting them at long ones is how passim (Smith, Cordell and Mullen 2015)
 * aligns reprinted passages; here places in a sketch stand for places in a text.
 */

/** The places, 0 to 255, of the samples that both sketches know about. */
export interface ComparedSamples {
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
  /** For each shared sample its place in the first text times 256, plus its place in the second. */
  readonly shared: readonly number[];
}

export interface Alignment {
  /** How much of the text that is covered best lies in shared passages, small gaps included: 0 to 1. */
  readonly coveredMost: number;
  /** The same of the other text. */
  readonly coveredLeast: number;
  /** How much of both texts is, between the same shared parts, a foreign block of each one's own: 0 to 1. */
  readonly replaced: number;
  /** How many of the shared samples follow one another in both texts at about the same distance: 0 to 1. */
  readonly inStep: number;
  /** Where in the text that is covered least the shared passages begin: 0 to 1. */
  readonly startsAt: number;
}

/** Shorter runs, in tokens, are never foreign: a sentence that only one has. Longer ones always are: a paragraph. */
const FOREIGN_MIN_TOKENS = 16;
const FOREIGN_MAX_TOKENS = 48;
/** In between a run is foreign when even edits make a given run so long with a chance below e^-9, one in eight thousand. */
const SURPRISE = 9;
/** Distances in tokens that differ by no more, or by a third, are about the same. */
const STEP_TOLERANCE_TOKENS = 6;
const STEP_TOLERANCE = 0.35;
/** Fewer of the shared samples than this part of them may be a chance before the passages begin. */
const STRAY = 0.05;
/** A following place so far on in the other text, half of it, isn't the same gap. */
const MAX_JUMP = 128;

// Written before they are read in every alignment, so that one takes no memory of its own.
const sides = [new Uint16Array(PLACES + 2), new Uint16Array(PLACES + 2)] as const;
const unsorted = new Uint16Array(SAMPLE_LIMIT);
const bySecond = new Uint16Array(SAMPLE_LIMIT);
const sortedA = new Uint16Array(SAMPLE_LIMIT);
const sortedB = new Uint16Array(SAMPLE_LIMIT);
/** Where among those in the order of the second text each stands of those in the order of the first. */
const ranks = new Uint16Array(SAMPLE_LIMIT);
const starts = new Uint16Array(PLACES + 1);

export const NO_ALIGNMENT: Alignment = { coveredMost: 0, coveredLeast: 0, replaced: 0, inStep: 0, startsAt: 0 };

interface Side {
  /** How many unshared samples stand before each place. */
  readonly unsharedBefore: Uint16Array;
  readonly unshared: number;
  readonly samples: number;
  /** So many unshared samples in a row are foreign. */
  readonly foreignFrom: number;
  readonly tokensPerPlace: number;
}

/** Symmetric: the other way round gives the same. */
export function align({ onlyA, onlyB, shared }: ComparedSamples, tokensA: number, tokensB: number): Alignment {
  if (shared.length === 0) return NO_ALIGNMENT;
  const [a, b] = [sideOf(onlyA, shared.length, tokensA, sides[0]), sideOf(onlyB, shared.length, tokensB, sides[1])];
  const [byA, byB] = inBothOrders(shared);
  const [coveredA, coveredB] = [coveredOf(a, byA), coveredOf(b, byB)];
  return {
    coveredMost: Math.max(coveredA, coveredB),
    coveredLeast: Math.min(coveredA, coveredB),
    startsAt: startOf(coveredA === coveredB ? [byA, byB] : [coveredA < coveredB ? byA : byB]),
    ...walk(a, b, byA, byB),
  };
}

/** The shared samples by their places in the first text, and the other way round by those in the second. */
function inBothOrders(shared: readonly number[]): [byA: Uint16Array, byB: Uint16Array] {
  const count = shared.length;
  for (let i = 0; i < count; i++) unsorted[i] = shared[i]!;
  startsBy(unsorted, count, 0);
  for (let i = 0; i < count; i++) bySecond[starts[secondOf(unsorted[i]!)]!++] = unsorted[i]!;
  startsBy(bySecond, count, 8);
  for (let i = 0; i < count; i++) sortedA[starts[firstOf(bySecond[i]!)]!++] = bySecond[i]!;
  startsBy(sortedA, count, 0);
  for (let i = 0; i < count; i++) {
    const rank = starts[secondOf(sortedA[i]!)]!++;
    ranks[i] = rank;
    sortedB[rank] = swapped(sortedA[i]!);
  }
  return [sortedA.subarray(0, count), sortedB.subarray(0, count)];
}

/** Counting sort, a place at a time: where those of each place will begin. */
function startsBy(points: Uint16Array, count: number, shift: number): void {
  starts.fill(0);
  for (let i = 0; i < count; i++) starts[((points[i]! >> shift) & 0xff) + 1]!++;
  for (let place = 1; place <= PLACES; place++) starts[place]! += starts[place - 1]!;
}

function sideOf(unsharedPlaces: readonly number[], shared: number, tokens: number, unsharedBefore: Uint16Array): Side {
  unsharedBefore.fill(0);
  for (const place of unsharedPlaces) unsharedBefore[place + 1]!++;
  for (let place = 1; place < unsharedBefore.length; place++) unsharedBefore[place]! += unsharedBefore[place - 1]!;
  const samples = shared + unsharedPlaces.length;
  const samplesPerToken = samples / tokens;
  const surprising = SURPRISE / -Math.log(unsharedPlaces.length / samples);
  const foreignFrom = Math.max(
    2,
    FOREIGN_MIN_TOKENS * samplesPerToken,
    Math.min(FOREIGN_MAX_TOKENS * samplesPerToken, surprising),
  );
  return { unsharedBefore, unshared: unsharedPlaces.length, samples, foreignFrom, tokensPerPlace: tokens / PLACES };
}

function coveredOf(side: Side, shared: Uint16Array): number {
  let foreign = 0;
  const run = (unshared: number) => {
    if (unshared >= side.foreignFrom) foreign += unshared;
  };
  run(side.unsharedBefore[firstOf(shared[0]!)]!);
  for (let i = 1; i < shared.length; i++) run(between(side, firstOf(shared[i - 1]!), firstOf(shared[i]!)));
  run(side.unshared - side.unsharedBefore[firstOf(shared.at(-1)!) + 1]!);
  return 1 - foreign / side.samples;
}

function startOf(texts: readonly Uint16Array[]): number {
  return Math.min(...texts.map((shared) => firstOf(shared[Math.floor(shared.length * STRAY)]!))) / PLACES;
}

/** Walks from each shared sample to the next that follows it in both texts. */
function walk(a: Side, b: Side, byA: Uint16Array, byB: Uint16Array): Pick<Alignment, 'replaced' | 'inStep'> {
  const [scaleA, scaleB] = [a.tokensPerPlace, b.tokensPerPlace];
  const leastTolerance = Math.max(STEP_TOLERANCE_TOKENS, 2 * Math.max(scaleA, scaleB));
  let foreignA = 0;
  let foreignB = 0;
  let places = 0;
  let inStep = 0;
  for (let i = 1; i < byA.length; i++) {
    const from = byA[i - 1]!;
    const to = byA[i]!;
    if (from === to) continue;
    places++;
    const next = ranks[i - 1]! + 1;
    if (next === byB.length || byB[next] !== swapped(to)) continue;
    const stepA = firstOf(to) - firstOf(from);
    const stepB = secondOf(to) - secondOf(from);
    const tolerance = Math.max(leastTolerance, STEP_TOLERANCE * Math.max(stepA * scaleA, stepB * scaleB));
    if (Math.abs(stepA * scaleA - stepB * scaleB) <= tolerance) inStep++;
    if (stepA >= MAX_JUMP || stepB >= MAX_JUMP) continue;
    const runA = between(a, firstOf(from), firstOf(to));
    if (runA < a.foreignFrom) continue;
    const runB = between(b, secondOf(from), secondOf(to));
    if (runB < b.foreignFrom) continue;
    foreignA += runA;
    foreignB += runB;
  }
  return { replaced: Math.min(foreignA / a.samples, foreignB / b.samples), inStep: inStep / Math.max(1, places) };
}

function between({ unsharedBefore }: Side, from: number, to: number): number {
  return from < to ? unsharedBefore[to]! - unsharedBefore[from + 1]! : 0;
}

const firstOf = (point: number) => point >> 8;
const secondOf = (point: number) => point & 0xff;
const swapped = (point: number) => (secondOf(point) << 8) | firstOf(point);
