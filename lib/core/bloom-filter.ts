import { hash } from 'node:crypto';

/** Sixteen megabytes: of a million names one in a million others seems to be there, of ten million one in 200. */
const BITS = 2 ** 27;
const PROBES = 4;

/** A set in bounded memory that may take a name for one of its own, and never the reverse (Bloom 1970). */
export class BloomFilter {
  readonly #bits = new Int32Array(BITS / 32);

  add(name: string): void {
    for (const bit of probesOf(name)) this.#bits[bit >>> 5]! |= 1 << (bit & 31);
  }

  mayHold(name: string): boolean {
    return probesOf(name).every((bit) => (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0);
  }
}

function probesOf(name: string): number[] {
  const digest = hash('sha1', name, 'buffer');
  return Array.from({ length: PROBES }, (_, i) => digest.readUInt32LE(4 * i) % BITS);
}
