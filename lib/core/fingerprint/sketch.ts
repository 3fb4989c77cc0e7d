import type { Fingerprint } from '../model.ts';
import { FIGURE_LIMIT, SAMPLE_LIMIT, type Samples } from './samples.ts';

/** What a fingerprint keeps of a text for comparing it. */
export interface Sketch extends Samples {
  /** Ascending. */
  readonly figures: Uint16Array;
}

const MAX_BYTES = SAMPLE_LIMIT * 5 + FIGURE_LIMIT * 2;
const scratch = Buffer.alloc(MAX_BYTES);

/** Hashes, figures and places one after the other, little-endian, as base64: at most 1,344 bytes. */
export function encodeSketch({ hashes, places }: Samples, figures: Uint16Array): string {
  let size = 0;
  for (const part of [hashes, figures, places]) {
    scratch.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), size);
    size += part.byteLength;
  }
  return scratch.toString('base64', 0, size);
}

/** The parts of `encodeSketch`. Every platform that Node runs on here is little-endian, so the bytes are the numbers. */
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
