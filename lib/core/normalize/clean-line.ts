import { CHARACTER_RULES, cleanCharacters, NOT_PLAIN } from './characters.ts';
import { mayBeDamage, mayBeginDamage, type Repaired, repairMojibake } from './mojibake.ts';

/** Decoding entities can bring damage to light (`&acirc;&euro;&trade;`), and the other way round. */
const PASSES = 4;

/** One line with its characters repaired and cleaned. Repair is first: it needs the control characters. */
export function cleanLine(raw: string): Repaired {
  const look = lookAt(raw);
  if (look !== SUSPECT) return { text: trimmed(look === SPACED ? raw.replace(/ {2,}/g, ' ') : raw), repairs: 0 };
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

// Kinds of UTF-16 units, and of lines, by what repair and rules could do to them.
const SOUND = 1;
/** A line with one must be looked at closely. */
const SUSPECT = 2;
/** Damage may begin here, if what follows is not ASCII. */
const LEAD = 3;
const AMPERSAND = 4;
const SPACE = 5;
/** Of a line: it is sound but for runs of spaces. */
const SPACED = 6;

// Filled as units are met; 0 is not yet known.
const kinds = new Uint8Array(0x10000);

/** What one look tells of a line: of most that neither repair nor a rule has anything to do but trim. */
function lookAt(text: string): number {
  let look = SOUND;
  const first = text.search(NOT_PLAIN);
  for (let i = first < 0 ? text.length : first; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (kinds[code] === 0) kinds[code] = kindOf(code);
    const kind = kinds[code]!;
    if (kind === SOUND) continue;
    const next = text.charCodeAt(i + 1);
    if (kind === SPACE) {
      if (next === 0x20) look = SPACED;
    } else if (kind === SUSPECT || (kind === LEAD && next >= 0x80) || (kind === AMPERSAND && isReferenceAt(next))) return SUSPECT;
  }
  return look;
}

/** Whether a character reference goes on so behind its ampersand: with `#` or a letter. */
const isReferenceAt = (code: number): boolean => code === 0x23 || (code >= 0x41 && code <= 0x7a);

/** What acts on several units together: joiners, marks, and letters that jamo make. */
const TOGETHER = /\u200c|\u200d|[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\ud800-\udfff]/u;

function kindOf(code: number): number {
  const char = String.fromCharCode(code);
  if (char === ' ') return SPACE;
  if (char === '&') return AMPERSAND;
  const amid = `a${char}a`;
  if (mayBeDamage(code) || TOGETHER.test(char) || CHARACTER_RULES.some(({ apply }) => apply(amid) !== amid)) return SUSPECT;
  return mayBeginDamage(code) ? LEAD : SOUND;
}
