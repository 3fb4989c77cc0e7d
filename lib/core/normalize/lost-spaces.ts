import { CODECS } from './codecs.ts';

/** The characters that the codecs make of the bytes 0xc2 and 0xc3 where 0xa0 is the no-break space. */
const C2 = new Map<string, number>();
const C3 = new Map<string, number>();
for (const { bytes, index, spaceIsA0 } of CODECS) {
  for (const [char, byte] of bytes) {
    const chars = byte === 0xc2 ? C2 : byte === 0xc3 ? C3 : null;
    if (spaceIsA0 && chars && !chars.has(String.fromCharCode(char))) chars.set(String.fromCharCode(char), index);
  }
}

/** `Â ` was a no-break space, `Ã ` an `à`, whose second byte became a plain space. */
const PLACE = new RegExp(`[${[...C2.keys(), ...C3.keys()].join('')}](?: {1,2}|$)`, 'g');
export const mayHaveLostSpace = (code: number): boolean => {
  const char = String.fromCharCode(code);
  return C2.has(char) || C3.has(char);
};
/** Portuguese words that begin with `à`; the space before them is of the letter. Elsewhere `à` mostly ends its word. */
const GOES_ON = /^(?:quele|quela|quilo|s(?=[\s.,;:!?)]|$))/;

/**
 * Puts back what is left of sequences whose second byte became a plain space. They are only known where the text has other
 * damage by the same charset, or behind a small letter, where no sound word has a capital.
 */
export function repairSpaces(text: string, evidence: Uint16Array): { readonly text: string; readonly repairs: number } {
  let repairs = 0;
  const repaired = text.replace(PLACE, (found, at: number) => {
    const lead = found[0]!;
    const before = text.slice(Math.max(0, at - 2), at);
    const codec = C2.get(lead) ?? C3.get(lead)!;
    const lost = isLatin(lead)
      ? isLost(before.slice(-1), evidence[codec]! > 0)
      : evidence[codec]! > 0 && C3.has(lead) && isLatin(before) && isLatin(text.slice(at + found.length, at + found.length + 1));
    if (!lost) return found;
    repairs++;
    if (C2.has(lead)) return `\u00a0${found.slice(2)}`;
    return found.length === 3 || GOES_ON.test(text.slice(at + 2)) ? `à${found.slice(2)}` : 'à ';
  });
  return { text: repaired, repairs };
}

const isLost = (before: string, known: boolean): boolean =>
  known ? !/\p{Lu}/u.test(before) : isLatin(before) && /\p{Ll}/u.test(before);
const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text);
