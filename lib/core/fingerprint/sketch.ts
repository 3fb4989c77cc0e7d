import type { Fingerprint } from '../model.ts';
import { SAMPLE_LIMIT, type Samples } from './samples.ts';

/** What a fingerprint keeps of a text for comparing it: hashes, figures and places one after the other, little-endian, as base64. */
export interface Sketch extends Samples {
  /** The distinct smallest 16-bit hashes of the words that begin with a digit, ascending: the figures that a report is about. */
  readonly figures: Uint16Array;
}

/** Every platform that Node runs on here is little-endian, so the bytes are the numbers; its buffers begin at multiples of 8. */
export function decodeSketch({ sketch, shingleCount }: Pick<Fingerprint, 'sketch' | 'shingleCount'>): Sketch {
  const { buffer, byteOffset, length } = Buffer.from(sketch, 'base64');
  const count = Math.min(SAMPLE_LIMIT, shingleCount);
  return {
    hashes: new Uint32Array(buffer, byteOffset, count),
    figures: new Uint16Array(buffer, byteOffset + 4 * count, (length - 5 * count) / 2),
    places: new Uint8Array(buffer, byteOffset + length - count, count),
  };
}
