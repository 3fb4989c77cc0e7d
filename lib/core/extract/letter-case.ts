// Kinds of characters by their UTF-16 units, which tell all but the rare letters and digits beyond the basic plane.
const UNKNOWN = 0;
const OTHER = 1;
const LOWER = 2;
const UPPER = 3;
const DIGIT = 4;
const SURROGATE = 5;

// Filled as units are met: a look into a table takes a fraction of what a regular expression with Unicode properties does.
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (kinds[code] === UNKNOWN) kinds[code] = kindOf(code);
  return kinds[code]!;
}

function kindOf(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return SURROGATE;
  const char = String.fromCharCode(code);
  if (/\p{Ll}/u.test(char)) return LOWER;
  if (/\p{Lu}/u.test(char)) return UPPER;
  return /\p{Nd}/u.test(char) ? DIGIT : OTHER;
}

/** How many places of the first `length` units have a capital right behind a small letter, as where words lost the space between them. */
export function gluedIn(text: string, length: number): number {
  const end = Math.min(text.length, length);
  let glued = 0;
  let before = OTHER;
  for (let i = 0; i < end; i++) {
    const kind = kindAt(text, i);
    if (kind === SURROGATE) return [...text.slice(0, length).matchAll(/\p{Ll}\p{Lu}/gu)].length;
    if (kind === UPPER && before === LOWER) glued++;
    before = kind;
  }
  return glued;
}

const runs: RegExp[] = [];

/** Whether a text has so many decimal digits, of any script, in a row. */
export function hasDigits(text: string, least: number): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = kindAt(text, i);
    if (kind === SURROGATE) {
      runs[least] ??= new RegExp(`\\p{Nd}{${least}}`, 'u');
      return runs[least].test(text);
    }
    digits = kind === DIGIT ? digits + 1 : 0;
    if (digits === least) return true;
  }
  return false;
}

export const hasDigit = (text: string): boolean => hasDigits(text, 1);
