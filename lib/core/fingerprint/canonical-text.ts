import { kindOf, MARK } from './character-kinds.ts';
import { TokenScan } from './token-scan.ts';

/** What is left of a text when layout, case, punctuation and encoding variants are gone: its tokens. */
export interface CanonicalText {
  /** The tokens joined by a space, UTF-8. */
  readonly bytes: Uint8Array;
  /** For each token the high lane of its hash. */
  readonly highHashes: Int32Array;
  /** For each token the low lane of its hash. */
  readonly lowHashes: Int32Array;
  /** For each token what it begins with: `WORD`, `DIGIT` or `SINGLE`. */
  readonly tokenKinds: Uint8Array;
  readonly tokenCount: number;
}

// Most texts are far shorter: they share buffers.
const POOLED_UNITS = 16_384;
const pooled = new TokenScan(POOLED_UNITS);

/** The answer holds until the next call: its buffers are used again. */
export function canonicalText(text: string): CanonicalText {
  return scanned(text, false) ?? scanned(compose(text).toLowerCase(), true)!;
}

/** Composing and lower-casing a whole text takes longer than all the rest, and few texts need it: null for one that does. */
function scanned(text: string, folded: boolean): CanonicalText | null {
  const scan = text.length <= POOLED_UNITS ? pooled : new TokenScan(text.length);
  if (!scan.scan(text, folded)) return null;
  const { highHashes, lowHashes, tokenKinds, tokenCount } = scan;
  return { bytes: scan.canonicalBytes(), highHashes, lowHashes, tokenKinds, tokenCount };
}

/** NFKC of the well-formed text. */
export function compose(text: string): string {
  return limitMarks(text.toWellFormed()).normalize('NFKC');
}

/**
 * Sorting the marks of one letter is quadratic in ICU (80,000 of them take 1.4 s), so a letter keeps 30:
 * the limit of Unicode's Stream-Safe Text Format (UAX #15).
 */
function limitMarks(text: string): string {
  return mayHoldLongMarkRun(text) ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text;
}

/** A run of 31 covers several of these places, so nearly every text is spared the slow search. Half a character may be a mark. */
function mayHoldLongMarkRun(text: string): boolean {
  for (let i = 0; i < text.length; i += 16) {
    const unit = text.charCodeAt(i);
    if (kindOf(unit) === MARK || isSurrogate(unit)) return true;
  }
  return false;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
