import type { Run } from './utf8-sequence.ts';

const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
/** A piece that a word may hold: cased letters, no capital behind a small one. */
const WORD = /^\p{Lu}*\p{Ll}*$/u;
/** Characters that may follow a letter in sound text. */
const CLOSING = /[’”“»›…–—•°®™,\u00a0]/u;
/** Punctuation and symbols that prose uses, as three bytes. */
const PROSE_SIGN =
  /[\u2010-\u203e\u2044\u2070-\u2079\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\u2500-\u27bf\u200b-\u200f\u2028\u2029\ufb00-\ufb06\ufeff\ufffd]/u;
const CONTROL = /[\x80-\x9f]/;
/** Letters of phonetic and dead scripts, and old forms: between sound letters they are a coincidence. */
const RARE =
  /[\u0138\u0149\u017f-\u0191\u0193-\u019f\u01a2-\u01ae\u01b1-\u01cc\u01dd-\u0217\u021c-\u02b9\u0460-\u048f\u0500-\u052f\u0700-\u08ff\u1680-\u177f\u1800-\u1dff\u3130-\u318f\u3190-\u319f\u3400-\u4dbf\ua000-\uabff]/u;
const LOST = 0xfffd;

/**
 * Whether a run is damage. Each kind of character that would come out has its own danger of meeting sound text.
 * `known` is how much other damage by the same charset the text has.
 */
export function isDamage(text: string, run: Run, known: number): boolean {
  const source = text.slice(run.start, run.end);
  if (run.points.some((point) => RARE.test(String.fromCodePoint(point)))) return false;
  if (run.altered && known === 0) return isLossy(text, run, source);
  // A question mark behind a letter is mostly one; `â€?` is none.
  if (run.points.length === 1 && source[1] === '?') return false;
  // C1 controls are never meant, and no word has a dash or a curly quote of three such characters.
  if (CONTROL.test(source) || run.points.every((point) => PROSE_SIGN.test(String.fromCodePoint(point)))) return true;
  // A foreign script of the reader's charset (Cyrillic for 1251) must not be what the text around is written in.
  const foreign = OTHER_SCRIPT.test(source);
  if (foreign && isAmidOtherScript(text, run.start, run.end)) return isNoWord(run, source, known > 0);
  // Letters only: `ßéö` would be one character of a language that nobody wrote here.
  const latin = run.points.every((point) => point < 0x180);
  if (run.points.length < 4 && !latin && isWordPiece(text, run, source) && (!foreign || (known === 0 && isCapitals(source))))
    return false;
  if (known === 0 && DRAWING.test(source) && !LETTER.test(text.slice(Math.max(0, run.start - 1), run.start))) return false;
  if (run.points.length > 1 || run.points[0]! >= 0x10000) return true;
  return isLoneDamage(run.points[0]!, source, placeOf(text, run, known > 0));
}

/**
 * Bytes were lost, and no other damage is known: three bytes of which two are left, or a capital behind a small letter. A single
 * sign before a lost character (`’\ufffd`, `─\ufffd`) is likelier itself than what one byte of two would have been.
 */
function isLossy(text: string, { start, points }: Run, source: string): boolean {
  if (points.some((point) => point !== LOST)) return true;
  const left = source.replaceAll('\ufffd', '');
  if (left.length > points.length && /\P{L}/u.test(left)) return true;
  return UPPER.test(source) && /\p{Ll}/u.test(text.slice(Math.max(0, start - 1), start));
}

/** Letters of the script around, but no word: small letters before capitals, or signs among them. */
function isNoWord({ points }: Run, source: string, known: boolean): boolean {
  if (known && source.length > 2 && !WORD.test(source)) return true;
  if (/\p{Ll}\p{Lu}/u.test(source) && points.length > 2 && points.every(isForeignLetter)) return true;
  const letters = points.filter(isForeignLetter).length;
  return points.length >= 4 && letters >= points.length * 0.75 && !WORD.test(source);
}

/** Whether the characters make a piece of a word together with the letters that touch them. */
function isWordPiece(text: string, { start, end }: Run, source: string): boolean {
  const touching = (at: number) => LETTER.exec(text.slice(Math.max(0, at), at + 1))?.[0] ?? '';
  return WORD.test(touching(start - 1) + source + touching(end));
}

const isCapitals = (text: string): boolean => !/\P{Lu}/u.test(text);

/** What touches a lone damaged character. */
interface Place {
  /** The two characters before and behind. */
  readonly before: string;
  readonly after: string;
  readonly prior: string;
  readonly next: string;
  /** Whether the nearest letters are small Latin ones. */
  readonly amidLatin: boolean;
  readonly known: boolean;
}

function placeOf(text: string, { start, end }: Run, known: boolean): Place {
  const [before, after] = [text.slice(Math.max(0, start - 2), start), text.slice(end, end + 2)];
  const amidLatin = /[a-z]/.test(nearestLetter(text, start, -1) + nearestLetter(text, end, 1));
  return { before, after, prior: before.slice(-1), next: after.slice(0, 1), amidLatin, known };
}

/** One character that came apart into two or three. */
function isLoneDamage(point: number, source: string, place: Place): boolean {
  const [lead, second] = [source[0]!, source[1]!];
  const { before, after, prior, next, known } = place;
  if (!known && isCoincidence(source, place)) return false;
  // `MÄ£ÄM`: a small letter does not come out among capitals.
  const isSmall = /[^\P{Ll}ß]/u.test(String.fromCodePoint(point));
  if (isSmall && UPPER.test(prior) && (UPPER.test(next) || /^\p{Lu}{2}/u.test(before))) return false;
  if (lead === '¬' && /[´ª]/.test(second)) return QUOTED.test(before) || QUOTES.test(after); // `«` and `»` on Mac OS
  if (second === '»' || second === '«') return point < 0xc0 || !endsCapitals(source, place);
  if (point < 0x180) return !endsCapitals(source, place) && !(isOrdinaryLetter(point) && standsAlone(source, place));
  return isLoneOther(point, source, place);
}

/** Mathematics (`√π`), and the letters of Nordic languages, which are bytes in the Windows charset of the Baltic. */
function isCoincidence(source: string, { prior, next }: Place): boolean {
  if (/^[√≈∆][πµΩ\p{No}]/u.test(source)) return !LETTER.test(prior) && !LETTER.test(next);
  return /^.[ØøÆæ]/.test(source) && WORD.test(source);
}

const isOrdinaryLetter = (point: number): boolean => LETTER.test(String.fromCodePoint(point));

/** `10 Å—`, `Ã’s`: a letter that stands for itself, and punctuation. */
const standsAlone = (source: string, { prior, next, after }: Place): boolean =>
  /^\p{L}[’”“»›…–—•]/u.test(source) && !LETTER.test(prior) && (!LETTER.test(next) || /^s(?!\p{L})/u.test(after));

/** A letter of another alphabet, an accent, a sign. */
function isLoneOther(point: number, source: string, { prior, next, known, amidLatin }: Place): boolean {
  const inWord = LETTER.test(prior) || LETTER.test(next);
  const char = String.fromCodePoint(point);
  const continuation = [...source].slice(1);
  if (/[\u01a0\u01a1\u01af\u01b0\u0218-\u021b]/.test(char)) return inWord; // Vietnamese ơ and ư, Romanian ș and ț
  if (point >= 0x300 && point < 0x370) return COMMON_ACCENT.test(char) && /[\p{L}\p{N}\p{S}'"]/u.test(prior);
  if (point < 0x800) {
    const odd = continuation.every((each) => !LETTER.test(each) && !CLOSING.test(each));
    if (point < 0x590) return odd && (!UPPER.test(prior) || LETTER.test(next));
    return odd && !inWord && !/\p{N}/u.test(prior + next); // Hebrew begins with a multiplication sign: `5×£35`
  }
  // One Chinese character or Korean syllable does not stand among Latin letters.
  if (!known && amidLatin && point >= 0x3400 && point < 0xe000) return false;
  return (LETTER.test(prior) && LETTER.test(next)) || continuation.some((each) => !CLOSING.test(each) && each !== '´');
}

/** Grave to caron, and those below letters; the strokes through them. */
const COMMON_ACCENT = /[\u0300-\u030c\u0323\u0327\u0328\u0331\u0335-\u0338]/;
/** Frames and bars; no charset's damage is of single lines alone. */
const DRAWING = /^(?:[│┤┐└┴┬├─┼┘┌]+|[▀▄█▌▐░▒▓]+)$/;
const QUOTED = /[\p{L}\p{N}\p{P}\u00a0†] ?$/u;
const QUOTES = /^ ?[\p{L}\p{N}\p{P}\u00a0†]/u;

/** `IRMÃ”` or `“Ã”`: the lead is a letter of its own, what follows it closes. */
function endsCapitals(source: string, { before, next }: Place): boolean {
  if (source[1] === '\u00a0' || source[1] === '™') return source[0] !== 'Â' && /\p{Lu}{2}$/u.test(before);
  if (!CLOSING.test(source[1]!) || /[\p{L}\p{N}]/u.test(next)) return false;
  return /[\p{Lu}‘“„«‹([]$/u.test(before);
}

const isForeignLetter = (point: number): boolean => point >= 0x370 && /[\p{L}\p{M}]/u.test(String.fromCodePoint(point));

const OTHER_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

const CYRILLIC = /\p{Script=Cyrillic}/u;
const NEAR_CHARS = 12;

/**
 * Whether the text around is in the script of the damage. For Cyrillic the nearest letters tell, since a one-letter word
 * stands between spaces; Greek letters also come from MS-DOS damage, so that only adjacent ones count.
 */
function isAmidOtherScript(text: string, start: number, end: number): boolean {
  if (OTHER_SCRIPT.test(text.slice(Math.max(0, start - 1), start)) || OTHER_SCRIPT.test(text.slice(end, end + 1))) return true;
  return CYRILLIC.test(nearestLetter(text, start, -1)) || CYRILLIC.test(nearestLetter(text, end, 1));
}

function nearestLetter(text: string, at: number, step: 1 | -1): string {
  if (step === 1) return LETTER.exec(text.slice(at, at + NEAR_CHARS))?.[0] ?? '';
  return (
    text
      .slice(Math.max(0, at - NEAR_CHARS), at)
      .match(/\p{L}/gu)
      ?.at(-1) ?? ''
  );
}
