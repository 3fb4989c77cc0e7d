/**
 * The 64-bit hash of tokens and shingles, as two 32-bit lanes so that plain numbers hold it.
 * Each lane takes one rotate-xor-multiply step a symbol (FxHash, as in Firefox and rustc) with its own multiplier, and ends in
 * MurmurHash3's `fmix32` (Austin Appleby, public domain), which spreads every input bit over the whole word.
 * The multipliers are xxHash's PRIME32_1 and PRIME32_2. Not against an adversary: a verdict is verified, and exact ones use SHA-256.
 */
export const HIGH_LANE = 0x9e3779b1;
export const LOW_LANE = 0x85ebca77;

/** Takes one symbol into a lane. */
export function absorb(lane: number, symbol: number, multiplier: number): number {
  return Math.imul(((lane << 5) | (lane >>> 27)) ^ symbol, multiplier);
}

/** Takes three symbols into a lane: without a loop that's half again as fast. */
export function absorbThree(lane: number, symbols: Int32Array, from: number, multiplier: number): number {
  const two = absorb(absorb(lane, symbols[from]!, multiplier), symbols[from + 1]!, multiplier);
  return absorb(two, symbols[from + 2]!, multiplier);
}

/** Ends a lane: every bit of the answer, a signed word, depends on every bit of the lane. */
export function finish(lane: number): number {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A lane over all symbols of a text too short for a shingle. */
export function shortLane(symbols: Int32Array, count: number, multiplier: number): number {
  let lane = 0;
  for (let i = 0; i < count; i++) lane = absorb(lane, symbols[i]!, multiplier);
  return finish(lane) >>> 0;
}
