/** Whether two sets are the same, told in one pass, in any order, in little memory; and where they differ. */
import { hash } from 'node:crypto';
import { inParts } from './in-parts.ts';

/** A dozen postings each in a lake of a million documents. */
const BUCKETS = 2 ** 20;
/** What is touched of the eight megabytes is all that is held of them. */
const BUCKETS_A_CHUNK = 2 ** 10;

/** In which of the sets something is: what should be, or what is. */
export type Side = 'expected' | 'found';

/**
 * Sums of the names' hashes by bucket, the expected against the found ones: a bucket where both are the same is even, and one that
 * isn't holds what differs, or changed while it was looked at. (Set reconciliation by sums, as in Eppstein et al. 2011, of which the
 * rest isn't needed where a second pass is possible.)
 */
export class SetTally {
  /** Two sums a bucket. */
  readonly #chunks: (Int32Array | undefined)[] = [];
  #count = 0;

  /** All of a group are in one bucket, so that they can be looked at together. */
  add(name: string, side: Side, group = name): void {
    const digest = digestOf(name);
    const bucket = group === name ? bucketIn(digest) : bucketOf(group);
    const sums = this.#chunkAt(Math.floor(bucket / BUCKETS_A_CHUNK));
    const at = 2 * (bucket % BUCKETS_A_CHUNK);
    const sign = side === 'expected' ? 1 : -1;
    sums[at]! += sign * digest.readInt32LE(4);
    sums[at + 1]! += sign * digest.readInt32LE(8);
    this.#count++;
  }

  /** Adds all that the other one was given. */
  merge(other: SetTally): void {
    other.#chunks.forEach((chunk, index) => {
      const sums = this.#chunkAt(index);
      for (let at = 0; chunk && at < sums.length; at++) sums[at]! += chunk[at]!;
    });
    this.#count += other.#count;
  }

  /** The buckets that are not even, in parts of about `size` of the names that were added. */
  unevenBuckets(size: number): Set<number>[] {
    const uneven: number[] = [];
    this.#chunks.forEach((sums, index) => {
      for (let at = 0; sums && at < sums.length; at += 2) {
        if (sums[at] !== 0 || sums[at + 1] !== 0) uneven.push(index * BUCKETS_A_CHUNK + at / 2);
      }
    });
    const namesEach = Math.max(1, this.#count / BUCKETS);
    const buckets = Math.max(1, Math.floor(size / namesEach));
    return inParts(uneven, buckets).map((part) => new Set(part));
  }

  #chunkAt(index: number): Int32Array {
    this.#chunks[index] ??= new Int32Array(2 * BUCKETS_A_CHUNK);
    return this.#chunks[index];
  }
}

export function bucketOf(group: string): number {
  return bucketIn(digestOf(group));
}

const digestOf = (name: string): Buffer => hash('sha1', name, 'buffer');
const bucketIn = (digest: Buffer): number => digest.readUInt32LE(0) % BUCKETS;
