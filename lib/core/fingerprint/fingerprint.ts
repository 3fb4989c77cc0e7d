import { hash } from 'node:crypto';
import type { Fingerprint } from '../model.ts';
import { canonicalText, compose } from './canonical-text.ts';
import { figuresOf, samplesOf } from './samples.ts';
import { sampledShingles } from './shingles.ts';
import { encodeSketch } from './sketch.ts';

/** Raise it with any change to what a text's fingerprint is: fingerprints of different schemes are never compared. */
export const FINGERPRINT_SCHEME = 2;

/**
 * The near tier is looked up by sampled shingles. One shingle in 64 is enough to meet a near duplicate of a long text; a text
 * too short for that gives its 12 smallest. On real reprints this found all, at a third of the keys of banded MinHash.
 */
const SAMPLED_BELOW = 2 ** 32 / 64;
const MIN_NEAR_KEYS = 12;

/** What dedupe compares instead of the text. The same for texts that differ only in case, punctuation, layout or encoding. */
export function fingerprintOf(text: string): Fingerprint {
  const canonical = canonicalText(text);
  // A text without letters and digits, such as a line of emoji, still equals its copies.
  const identity = canonical.tokenCount > 0 ? canonical.bytes : compose(text).trim();
  const { samples, shingleCount } = samplesOf(canonical);
  return {
    scheme: FINGERPRINT_SCHEME,
    contentSha256: hash('sha256', identity),
    shingleCount,
    sketch: encodeSketch(samples, figuresOf(canonical)),
    nearKeys: sampledShingles(canonical, SAMPLED_BELOW, MIN_NEAR_KEYS),
    tokenCount: canonical.tokenCount,
  };
}
