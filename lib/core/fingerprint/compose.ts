import { kindOf, MARK } from './character-kinds.ts';

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
