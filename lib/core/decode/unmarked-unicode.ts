import { latin1Of } from './latin1.ts';
import { SAMPLE_BYTES } from './limits.ts';

/** Unicode in units of two or four bytes that no byte order mark announces. */

interface Form {
  readonly label: string;
  /** Bytes of a unit. */
  readonly unit: 2 | 4;
}

// The wider first: UTF-32 of Latin text is UTF-16 with a zero behind each letter.
const FORMS: readonly Form[] = [
  { label: 'utf-32le', unit: 4 },
  { label: 'utf-32be', unit: 4 },
  { label: 'utf-16le', unit: 2 },
  { label: 'utf-16be', unit: 2 },
];

const LEAST_BYTES = 16;
/** What no text is made of; damaged places may be in it. */
const ODD = /[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\s\u200c-\u200f\ufeff]|\ufffd/gu;
const MOST_ODD = 0.02;
/** Spaces, line ends and stops of every script: read in the wrong order they are something else. */
const COMMON = /[\t\n\r -~\u3000-\u3002\uff0c]/g;
const LEAST_COMMON = 0.01;
/** Of units of which each byte alone is ASCII: two letters would be one Chinese character. */
const LEAST_COMMON_OF_ASCII = 0.4;

/** The form in which these bytes are text, as TextDecoder or `decodeUnits` calls it; null when in none. */
export function unmarkedUnicode(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  // Text in single bytes has none of these, text in wider units hardly does without.
  if (sample.length < LEAST_BYTES || !holdsControls(sample)) return null;
  const isAscii = sample.every((byte) => byte < 0x7f && (byte >= 0x09 || byte === 0));
  const least = isAscii ? LEAST_COMMON_OF_ASCII : LEAST_COMMON;
  return FORMS.find(({ label, unit }) => bytes.length % unit === 0 && isText(decodeUnits(sample, label), least))?.label ?? null;
}

/** As text, in which an expression finds a byte faster than a loop. */
const holdsControls = (bytes: Uint8Array): boolean => /[\0-\x08]/.test(latin1Of(bytes));

function isText(text: string, leastCommon: number): boolean {
  const odd = text.match(ODD)?.length ?? 0;
  const common = text.match(COMMON)?.length ?? 0;
  return odd <= text.length * MOST_ODD && common >= text.length * leastCommon;
}

/** Reads bytes in a form that is known; TextDecoder knows no UTF-32. */
export function decodeUnits(bytes: Uint8Array, label: string): string {
  if (!label.startsWith('utf-32')) return new TextDecoder(label).decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: string[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const point = view.getUint32(i, label === 'utf-32le');
    parts.push(point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point));
  }
  return parts.join('').toWellFormed();
}
