import type { Fingerprint } from '../model.ts';
import { SAMPLE_LIMIT, type Samples } from './samples.ts';

/** What a fingerprint keeps of a text for comparing it: hashes, figures and places one after the other, little-endian, as base64. */
export interface Sketch extends Samples {
  /** The distinct smallest 16-bit hashes of the words that begin with a digit, ascending: the figures that a report is about. */
  readonly figures: Uint16Array;
}

/** Every platform that Node runs on here is little-endian, so the bytes are the numbers. */
export function decodeSketch({ sketch, shingleCount }: Pick<Fingerprint, 'sketch' | 'shingleCount'>): Sketch {
  const bytes = new ArrayBuffer(Math.floor((sketch.length * 3) / 4));
  const length = Buffer.from(bytes).write(sketch, 'base64');
  const count = Math.min(SAMPLE_LIMIT, shingleCount);
  return {
    hashes: new Uint32Array(bytes, 0, count),
    figures: new Uint16Array(bytes, 4 * count, (length - 5 * count) / 2),
    places: new Uint8Array(bytes, length - count, count),
  };
}
