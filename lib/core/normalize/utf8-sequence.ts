import { type Codec, LEAD_FIRST, LEAD_LAST } from './codecs.ts';

/** Consecutive sequences of UTF-8 that one codec took apart into characters. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** What the sequences were; U+FFFD where bytes are lost. */
  readonly points: readonly number[];
  /** Whether a byte is lost or a space stands for one. */
  readonly altered: boolean;
  readonly codec: Codec;
}

interface Sequence {
  readonly point: number;
  readonly end: number;
  readonly altered: boolean;
}

/** Bounds the work at one place; a longer run goes on as the next one. */
const MOST_SEQUENCES = 32;

/** The run that begins here. `bold` also takes a space for byte 0xa0 and a question mark for any byte. */
export function runAt(text: string, start: number, codec: Codec, bold: boolean): Run | null {
  const points: number[] = [];
  let end = start;
  let altered = false;
  while (points.length < MOST_SEQUENCES) {
    const next = sequenceAt(text, end, codec, bold) ?? surrogatesAt(text, end, codec);
    if (!next) break;
    points.push(next.point);
    end = next.end;
    altered ||= next.altered;
  }
  return points.length > 0 ? { start, end, points, altered, codec } : null;
}

const LOST = 0xfffd;
const LEAST = [0, 0, 0x80, 0x800, 0x10000];
// What may stand for a byte behind the lead.
const NONE = 0;
const LOST_BYTE = 1;
const SPACE_BYTE = 2;

/** One sequence of two to four bytes; not overlong, no surrogate, nothing unassigned. */
function sequenceAt(text: string, start: number, codec: Codec, bold: boolean): Sequence | null {
  const lead = codec.bytes.get(text.charCodeAt(start)) ?? 0;
  if (lead < LEAD_FIRST || lead > LEAD_LAST) return null;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let point = lead & (0xff >> (length + 1));
  let lost = false;
  let guesses = 0;
  for (let i = 1; i < length; i++) {
    const code = text.charCodeAt(start + i);
    const byte = byteBehind(code, lead, i, codec, bold);
    if (byte === NONE) return null;
    if (byte === LOST_BYTE) lost = true;
    if (code < 0x80) guesses++;
    point = (point << 6) | (byte === SPACE_BYTE ? 0x20 : byte & 0x3f);
  }
  if (guesses > 1) return null;
  const end = start + length;
  if (lost) return { point: LOST, end, altered: true };
  return isLikely(point, length, codec) ? { point, end, altered: guesses > 0 } : null;
}

function byteBehind(code: number, lead: number, i: number, codec: Codec, bold: boolean): number {
  const byte = codec.bytes.get(code) ?? NONE;
  if (byte >= 0x80 && byte <= 0xbf) return byte;
  if (code === LOST) return LOST_BYTE;
  if (bold && code === 0x3f && (lead >= 0xe0 || lead <= 0xc3)) return LOST_BYTE;
  return bold && code === 0x20 && codec.spaceIsA0 && isSpacePlace(lead, i) ? SPACE_BYTE : NONE;
}

function isLikely(point: number, length: number, { name }: Codec): boolean {
  if (point < LEAST[length]! || point > 0x10ffff || UNLIKELY.test(String.fromCodePoint(point))) return false;
  // U+0080 to U+009f come of Windows characters that were read as Latin-1 before: they are damage of an earlier reading.
  return point >= 0xa0 || name === 'windows-1252' || name === 'latin-1';
}

/** Where byte 0xa0 makes a likely character: not in the blocks of dead scripts, nor of Chinese between Latin letters. */
const isSpacePlace = (lead: number, i: number): boolean =>
  lead < 0xe0 ? [0xc2, 0xc5, 0xce, 0xd0, 0xd9].includes(lead) : lead < 0xe4 ? i === 2 || lead >= 0xe2 : lead === 0xf0;

const UNLIKELY = /[\p{Cn}\p{Co}\p{Cs}]/u;

/** Java and old databases write an emoji as two surrogates of three bytes each (CESU-8, Unicode Technical Report 26). */
function surrogatesAt(text: string, start: number, { bytes }: Codec): Sequence | null {
  if (bytes.get(text.charCodeAt(start)) !== 0xed || bytes.get(text.charCodeAt(start + 3)) !== 0xed) return null;
  const [high, middle, low, last] = [1, 2, 4, 5].map((i) => bytes.get(text.charCodeAt(start + i)) ?? 0) as [
    number,
    number,
    number,
    number,
  ];
  const isTail = (byte: number) => byte >= 0x80 && byte <= 0xbf;
  if (high < 0xa0 || high > 0xaf || low < 0xb0 || low > 0xbf || !isTail(middle) || !isTail(last)) return null;
  const point = 0x10000 + (((high & 0x0f) << 16) | ((middle & 0x3f) << 10) | ((low & 0x0f) << 6) | (last & 0x3f));
  return { point, end: start + 6, altered: false };
}
