/** How many of the smallest shingle hashes a sketch keeps: 1 KB, and a standard error of 0.03 at J = 0.5. */
export const SKETCH_SIZE = 256;

/** Ascending 32-bit hashes as base64 of little-endian words. */
export function encodeSketch(hashes: Uint32Array): string {
  return Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength).toString('base64');
}

/** The hashes of `encodeSketch`. Every platform that Node runs on here is little-endian, so the bytes are the words. */
export function decodeSketch(sketch: string): Uint32Array {
  const hashes = new Uint32Array(Math.floor((sketch.length * 3) / 16));
  Buffer.from(hashes.buffer).write(sketch, 'base64');
  return hashes;
}
