import { unitsOf } from '../units.ts';
import { CHARACTER_RULES, cleanCharacters } from './characters.ts';
import { mayBeDamage, mayBeginDamage, type Repaired, repairMojibake } from './mojibake.ts';

/** Decoding entities can bring damage to light (`&acirc;&euro;&trade;`), and the other way round. */
const PASSES = 4;

/** One line with its characters repaired and cleaned, as a look at it says. Repair is first: it needs the control characters. */
export function cleanLine(raw: string, look: LineLook = lookAt(unitsOf(raw), 0, raw.length)): Repaired {
  if (!look.isSuspect) return { text: trimmed(look.isSpaced ? raw.replace(/ {2,}/g, ' ') : raw), repairs: 0 };
  let text = raw;
  let repairs = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const repaired = repairMojibake(text);
    const next = cleanCharacters(repaired.text);
    repairs += repaired.repairs;
    if (next === text) break;
    text = next;
  }
  return { text, repairs };
}

/** As `trim`, which takes longer to find that there is nothing to do. */
const trimmed = (text: string): string => (isInkAt(text, 0) && isInkAt(text, text.length - 1) ? text : text.trim());

const isInkAt = (text: string, i: number): boolean => {
  const code = text.charCodeAt(i);
  return code > 0x20 && code < 0x80;
};

// What a unit may be, one bit each: the first half with what stands before a unit of the second half, bit by bit.
const SPACE = 1;
/** Damage may begin here, if what follows is not ASCII. */
const LEAD = 2;
const AMPERSAND = 4;
const BEHIND = 3;
const BEHIND_SPACE = SPACE << BEHIND;
const BEHIND_LEAD = LEAD << BEHIND;
const BEHIND_AMPERSAND = AMPERSAND << BEHIND;
/** A line with one must be looked at closely. */
const SUSPECT = 64;
const KNOWN = 128;

// Filled as units are met; 0 is not yet known.
const kinds = new Uint8Array(0x10000);

/** What one look tells of a line. Of most it is that neither repair nor a rule has anything to do but trim. */
export interface LineLook {
  readonly isSuspect: boolean;
  /** Whether it has runs of spaces. */
  readonly isSpaced: boolean;
  /** Whether it has a unit of more than a byte. */
  readonly isWide: boolean;
}

/** Looks at the units of a line. Without a branch for each of them, since nobody can foretell where words end. */
export function lookAt(units: Uint16Array, from: number, to: number): LineLook {
  let [found, all, before] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const code = units[i]!;
    let kind = kinds[code]!;
    if (kind === 0) kind = kinds[code] = kindOf(code);
    found |= ((before << BEHIND) | SUSPECT) & kind;
    before = kind;
    all |= code;
  }
  return {
    isSuspect: (found & (SUSPECT | BEHIND_LEAD | BEHIND_AMPERSAND)) !== 0,
    isSpaced: (found & BEHIND_SPACE) !== 0,
    isWide: all > 0xff,
  };
}

/** What acts on several units together: joiners, marks, and letters that jamo make. */
const TOGETHER = /\u200c|\u200d|[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\ud800-\udfff]/u;

function kindOf(code: number): number {
  const char = String.fromCharCode(code);
  if (char === ' ') return KNOWN | SPACE | BEHIND_SPACE;
  // A character reference goes on with `#` or a letter, damage beyond ASCII.
  const behind = code === 0x23 || (code >= 0x41 && code <= 0x7a) ? BEHIND_AMPERSAND : code >= 0x80 ? BEHIND_LEAD : 0;
  if (char === '&') return KNOWN | AMPERSAND;
  const amid = `a${char}a`;
  if (mayBeDamage(code) || TOGETHER.test(char) || CHARACTER_RULES.some(({ apply }) => apply(amid) !== amid))
    return KNOWN | SUSPECT;
  return KNOWN | behind | (mayBeginDamage(code) ? LEAD : 0);
}
