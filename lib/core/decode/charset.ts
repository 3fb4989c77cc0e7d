// Imported plainly: it costs 15 ms once, and a lazy require would escape bundling.
import { detect } from 'jschardet';
import { looksBinary } from './signature.ts';

export interface CharsetText {
  readonly text: string;
  readonly charset: string;
}

const SAMPLE_BYTES = 65_536;
/** Below it the detector guesses between Western and Central European by a handful of letters. */
const TRUSTED_CONFIDENCE = 0.8;

/** Reads bytes as text by the first evidence that holds; null when they are no text in any charset. */
export function decodeText(bytes: Uint8Array): CharsetText | null {
  const unicode = byMark(bytes) ?? byZeros(bytes);
  if (unicode) return unicode;
  if (looksBinary(bytes)) return null;
  return byStrictUtf8(bytes) ?? byDetection(bytes);
}

function byMark(bytes: Uint8Array): CharsetText | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return read(bytes, 'utf-8');
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return readUtf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return readUtf32(bytes.subarray(4), false);
  if (a === 0xff && b === 0xfe) return read(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return read(bytes, 'utf-16be');
  return null;
}

/** UTF-16 without a mark: in text with spaces and Latin letters, every second byte is often zero. */
function byZeros(bytes: Uint8Array): CharsetText | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.length < 16 || bytes.length % 2) return null;
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2]!++;
  const half = sample.length / 2;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.01) return read(bytes, 'utf-16le');
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.01) return read(bytes, 'utf-16be');
  return null;
}

function byStrictUtf8(bytes: Uint8Array): CharsetText | null {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8' };
  } catch {
    return null;
  }
}

function byDetection(bytes: Uint8Array): CharsetText {
  const found = detect(Buffer.from(bytes.subarray(0, SAMPLE_BYTES)));
  if (!found.encoding || found.confidence < TRUSTED_CONFIDENCE) return read(bytes, 'windows-1252');
  try {
    return read(bytes, found.encoding.toLowerCase());
  } catch {
    return read(bytes, 'windows-1252'); // a charset that TextDecoder does not know
  }
}

function read(bytes: Uint8Array, label: string): CharsetText {
  const decoder = new TextDecoder(label);
  return { text: decoder.decode(bytes), charset: decoder.encoding };
}

/** TextDecoder knows no UTF-32. */
function readUtf32(bytes: Uint8Array, littleEndian: boolean): CharsetText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: string[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const point = view.getUint32(i, littleEndian);
    parts.push(point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point));
  }
  return { text: parts.join('').toWellFormed(), charset: littleEndian ? 'utf-32le' : 'utf-32be' };
}
