import { PLACES } from '../fingerprint/samples.ts';

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
}

/** Shorter runs, in tokens, are never foreign: a sentence that only one has. Longer ones always are: a paragraph. */
const FOREIGN_MIN_TOKENS = 16;
const FOREIGN_MAX_TOKENS = 48;
/** In between a run is foreign when even edits make a given run so long with a chance below e^-9, one in eight thousand. */
const SURPRISE = 9;
/** Distances in tokens that differ by no more, or by a third, are about the same. */
const STEP_TOLERANCE_TOKENS = 6;
const STEP_TOLERANCE = 0.35;
/** A following place so far on in the other text, half of it, isn't the same gap. */
const MAX_JUMP = 128;

const NOTHING_SHARED: Alignment = { coveredMost: 0, coveredLeast: 0, replaced: 0, inStep: 0 };

interface Side {
  /** How many unshared samples stand before each place. */
  readonly unsharedBefore: Uint16Array;
  readonly unshared: number;
  readonly samples: number;
  /** So many unshared samples in a row are foreign. */
  readonly foreignFrom: number;
  readonly tokensPerPlace: number;
}

/** Two shared samples that follow one another in both texts. */
interface Step {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** Symmetric: the other way round gives the same. */
export function align({ onlyA, onlyB, shared }: ComparedSamples, tokensA: number, tokensB: number): Alignment {
  if (shared.length === 0) return NOTHING_SHARED;
  const [a, b] = [sideOf(onlyA, shared.length, tokensA), sideOf(onlyB, shared.length, tokensB)];
  const byA = [...new Set(shared)].sort(ascending);
  const byB = byA.map(swapped).sort(ascending);
  const [coveredA, coveredB] = [coveredOf(a, byA), coveredOf(b, byB)];
  const steps = stepsOf(byA, byB);
  return {
    coveredMost: Math.max(coveredA, coveredB),
    coveredLeast: Math.min(coveredA, coveredB),
    replaced: replacedOf(a, b, steps),
    inStep: steps.filter((step) => isInStep(step, a, b)).length / Math.max(1, byA.length - 1),
  };
}

function sideOf(unsharedPlaces: readonly number[], shared: number, tokens: number): Side {
  const unsharedBefore = new Uint16Array(258);
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

function coveredOf(side: Side, shared: readonly number[]): number {
  let foreign = 0;
  const run = (unshared: number) => {
    if (unshared >= side.foreignFrom) foreign += unshared;
  };
  run(side.unsharedBefore[firstOf(shared[0]!)]!);
  for (let i = 1; i < shared.length; i++) run(between(side, firstOf(shared[i - 1]!), firstOf(shared[i]!)));
  run(side.unshared - side.unsharedBefore[firstOf(shared.at(-1)!) + 1]!);
  return 1 - foreign / side.samples;
}

function stepsOf(byA: readonly number[], byB: readonly number[]): Step[] {
  const nextInB = new Map(byB.map((point, i) => [swapped(point), byB[i + 1]]));
  return byA.slice(1).flatMap((to, i) => {
    const from = byA[i]!;
    if (nextInB.get(from) !== swapped(to)) return [];
    return [{ fromA: firstOf(from), toA: firstOf(to), fromB: secondOf(from), toB: secondOf(to) }];
  });
}

/** The gaps with a foreign run in each text. */
function replacedOf(a: Side, b: Side, steps: readonly Step[]): number {
  let foreignA = 0;
  let foreignB = 0;
  for (const { fromA, toA, fromB, toB } of steps) {
    if (toA - fromA >= MAX_JUMP || toB - fromB >= MAX_JUMP) continue;
    const [runA, runB] = [between(a, fromA, toA), between(b, fromB, toB)];
    if (runA < a.foreignFrom || runB < b.foreignFrom) continue;
    foreignA += runA;
    foreignB += runB;
  }
  return Math.min(foreignA / a.samples, foreignB / b.samples);
}

function isInStep({ fromA, toA, fromB, toB }: Step, a: Side, b: Side): boolean {
  const [distanceA, distanceB] = [(toA - fromA) * a.tokensPerPlace, (toB - fromB) * b.tokensPerPlace];
  const coarse = 2 * Math.max(a.tokensPerPlace, b.tokensPerPlace);
  const tolerance = Math.max(STEP_TOLERANCE_TOKENS, coarse, STEP_TOLERANCE * Math.max(distanceA, distanceB));
  return Math.abs(distanceA - distanceB) <= tolerance;
}

function between({ unsharedBefore }: Side, from: number, to: number): number {
  return from < to ? unsharedBefore[to]! - unsharedBefore[from + 1]! : 0;
}

const firstOf = (point: number) => point >> 8;
const secondOf = (point: number) => point & 0xff;
const swapped = (point: number) => (secondOf(point) << 8) | firstOf(point);
const ascending = (x: number, y: number) => x - y;
