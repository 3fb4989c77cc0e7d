import { CODECS, type Codec } from './codecs.ts';

/** A text without damaged spots, and how many there were. */
export interface Repaired {
  readonly text: string;
  readonly repairs: number;
}

/** UTF-8 read twice by a wrong charset needs two passes; more than four were never seen. */
const PASSES = 4;

/**
 * Repairs UTF-8 that was read as a single-byte charset. It works on spans, because scrapers paste damaged pieces into
 * sound text, where re-encoding the whole would fail: a run of characters that maps back, byte by byte, to valid
 * multi-byte UTF-8 is damage if what comes out is likelier text than what stands there.
 */
export function repairMojibake(text: string): Repaired {
  let current = text;
  let repairs = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const next = repairOnce(current);
    if (next.repairs === 0) break;
    current = next.text;
    repairs += next.repairs;
  }
  return { text: current, repairs };
}

/** Lead characters of a multi-byte sequence in any of the codecs, with one more character that is not ASCII. */
const SUSPICIOUS = new RegExp(
  `[${[
    ...new Set(
      CODECS.flatMap(({ bytes }) => [...bytes].filter(([, byte]) => byte >= 0xc2 && byte <= 0xf4).map(([char]) => char)),
    ),
  ]
    .map((char) => `\\u{${char.toString(16)}}`)
    .join('')}][^\\x00-\\x7f]`,
  'u',
);

function repairOnce(text: string): Repaired {
  if (!SUSPICIOUS.test(text)) return { text, repairs: 0 };
  const parts: string[] = [];
  let kept = 0;
  let repairs = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x80) continue;
    const run = bestRun(text, i);
    if (!run) continue;
    parts.push(text.slice(kept, i), run.decoded);
    kept = run.end;
    i = run.end - 1;
    repairs++;
  }
  parts.push(text.slice(kept));
  return { text: parts.join(''), repairs };
}

/** Consecutive sequences that one codec maps back to UTF-8. */
interface Run {
  readonly end: number;
  readonly points: readonly number[];
  readonly decoded: string;
}

function bestRun(text: string, start: number): Run | null {
  let best: Run | null = null;
  for (const codec of CODECS) {
    const run = runAt(text, start, codec);
    if (run && (!best || run.end > best.end) && isDamage(text, start, run)) best = run;
  }
  return best;
}

/** Bounds the work at one place; a longer run goes on as the next one. */
const MOST_SEQUENCES = 32;

function runAt(text: string, start: number, codec: Codec): Run | null {
  const points: number[] = [];
  let end = start;
  while (points.length < MOST_SEQUENCES) {
    const next = sequenceAt(text, end, codec);
    if (!next) break;
    points.push(next.point);
    end = next.end;
  }
  return points.length > 0 ? { end, points, decoded: String.fromCodePoint(...points) } : null;
}

/** One UTF-8 sequence of two to four bytes; not overlong, no surrogate, nothing unassigned. */
function sequenceAt(text: string, start: number, { bytes }: Codec): { readonly point: number; readonly end: number } | null {
  const lead = bytes.get(text.charCodeAt(start));
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return null;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let point = lead & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const byte = bytes.get(text.charCodeAt(start + i));
    if (byte === undefined || byte < 0x80 || byte > 0xbf) return null;
    point = (point << 6) | (byte & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length]!;
  if (point < least || point > 0x10ffff || UNLIKELY.test(String.fromCodePoint(point))) return null;
  return { point, end: start + length };
}

const UNLIKELY = /[\p{Cn}\p{Co}\p{Cs}\x80-\x9f]/u;
const LETTER = /\p{L}/u;
/** A piece that a word may hold: cased letters, no capital behind a small one. */
const WORD = /^\p{Lu}*\p{Ll}*$/u;
const UPPER = /\p{Lu}/u;
/** Characters that may follow a letter in sound text. */
const CLOSING = /[’”“»›…–—•°®™,\u00a0]/u;
const OPENING = /[‘“„«‹([]/u;
/** Punctuation and symbols that prose uses, as three bytes. */
const PROSE_SIGN =
  /[\u2010-\u203e\u2044\u2070-\u2079\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2200-\u22ff\u2500-\u27bf\u200b-\u200f\u2028\u2029\ufb00-\ufb06\ufeff\ufffd]/u;
const CONTROL = /[\x80-\x9f]/;

/** Whether a run is damage. Each kind of character that would come out has its own danger of meeting sound text. */
function isDamage(text: string, start: number, run: Run): boolean {
  const source = text.slice(start, run.end);
  // C1 controls are never meant, and no word has a dash or a curly quote of three such characters.
  if (CONTROL.test(source) || run.points.every((point) => PROSE_SIGN.test(String.fromCodePoint(point)))) return true;
  // A foreign script of the reader's charset (Cyrillic for 1251) must not be what the text around is written in.
  const foreign = OTHER_SCRIPT.test(source);
  if (foreign && isAmidOtherScript(text, start, run.end)) return run.points.length >= 4 && run.points.every(isForeignLetter);
  // Letters only: `ßéö` would be one character of a language that nobody wrote here.
  const latin = run.points.every((point) => point < 0x180);
  if (run.points.length < 4 && !latin && !foreign && WORD.test(source)) return false;
  if (run.points.length > 1 || run.points[0]! >= 0x10000) return true;
  return isLoneDamage(run.points[0]!, source, text.slice(Math.max(0, start - 1), start), text.slice(run.end, run.end + 1));
}

/** One letter that came apart into two or three characters. The danger is a capital word before closing quotes. */
function isLoneDamage(point: number, source: string, before: string, after: string): boolean {
  const continuation = [...source].slice(1);
  const inWord = LETTER.test(before) || LETTER.test(after);
  if (point < 0xc0) return source[1] === '»' || source[1] === '«' || !endsCapitals(source, before, after);
  if (point < 0x180) return !endsCapitals(source, before, after);
  if (/[\u01a0\u01a1\u01af\u01b0\u0218-\u021b]/.test(String.fromCharCode(point))) return inWord; // Vietnamese ơ and ư, Romanian ș and ț
  if (point >= 0x300 && point < 0x370) return LETTER.test(before); // a combining accent
  if (point < 0x800) return !inWord && continuation.every((char) => !LETTER.test(char) && !CLOSING.test(char));
  return (LETTER.test(before) && LETTER.test(after)) || continuation.some((char) => !CLOSING.test(char));
}

/** `IRMÃ”` or `“Ã”`: the lead is a letter of its own, what follows it closes. */
function endsCapitals(source: string, before: string, after: string): boolean {
  return CLOSING.test(source[1]!) && !/[\p{L}\p{N}]/u.test(after) && (UPPER.test(before) || OPENING.test(before));
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
  const before =
    text
      .slice(Math.max(0, start - NEAR_CHARS), start)
      .match(/\p{L}/gu)
      ?.at(-1) ?? '';
  const after = LETTER.exec(text.slice(end, end + NEAR_CHARS))?.[0] ?? '';
  return CYRILLIC.test(before) || CYRILLIC.test(after);
}
