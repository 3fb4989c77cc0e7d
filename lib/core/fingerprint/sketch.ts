import type { Fingerprint } from '../model.ts';
import { SAMPLE_LIMIT, type Samples } from './samples.ts';

/** What a fingerprint keeps of a text for comparing it. */
export interface Sketch extends Samples {
  /** Ascending. */
  readonly figures: Uint16Array;
}

/** Hashes, places and figures one after the other, little-endian, as base64: at most 1,344 bytes. */
export function encodeSketch({ hashes, places }: Samples, figures: Uint16Array): string {
  return Buffer.concat(
    [hashes, places, figures].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  ).toString('base64');
}

/** The parts of `encodeSketch`. Every platform that Node runs on here is little-endian, so the bytes are the numbers. */
export function decodeSketch({ sketch, shingleCount }: Pick<Fingerprint, 'sketch' | 'shingleCount'>): Sketch {
  const bytes = Buffer.from(sketch, 'base64');
  const count = Math.min(SAMPLE_LIMIT, shingleCount);
  // Copied, because a buffer of Node's pool may begin anywhere.
  const part = (from: number, to: number) => new Uint8Array(bytes.subarray(from, to)).buffer;
  return {
    hashes: new Uint32Array(part(0, 4 * count)),
    places: new Uint8Array(part(4 * count, 5 * count)),
    figures: new Uint16Array(part(5 * count, bytes.length)),
  };
}
