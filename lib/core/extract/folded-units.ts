/** What becomes of a UTF-16 unit when a text is folded (NFKC, then lower case), told without folding the text. */

/** No part of a word, before and after folding. */
export const OUTSIDE = 1;
/** What becomes of it depends on the characters around, or is not one unit: the text must be folded as a whole. */
export const COMPLEX = 2;

const WORD = /[\p{L}\p{M}\p{N}]/u;
/** Marks and jamo combine with what stands before them; a sigma ends a word in another form. */
const COMBINING = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ffΣ]/u;

// Filled as units are met; 0 is not yet known.
const units = new Uint16Array(0x10000);

/** The unit of a word that this one becomes, which is none of the two small numbers above; or one of them. */
export function foldedUnit(code: number): number {
  if (units[code] === 0) units[code] = folded(code);
  return units[code]!;
}

function folded(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return COMPLEX;
  const char = String.fromCharCode(code);
  if (COMBINING.test(char)) return COMPLEX;
  const normal = char.normalize('NFKC');
  if (!WORD.test(char) && !WORD.test(normal)) return OUTSIDE;
  const lower = normal.toLowerCase();
  return normal === char && lower.length === 1 ? lower.charCodeAt(0) : COMPLEX;
}
