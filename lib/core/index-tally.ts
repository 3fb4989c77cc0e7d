/** Whether the fingerprint index holds just what the records stand behind, told in one pass, in any order, in little memory. */
import { hash } from 'node:crypto';
import { inParts } from './in-parts.ts';
import type { Posting } from './index-exposure.ts';

/** Eight megabytes; a dozen postings each in a lake of a million documents. */
const BUCKETS = 2 ** 20;

/** What is seen of a posting: a record stands behind it, or the index holds it. */
export type Side = 'standing' | 'announced';

/**
 * Sums of the postings' hashes by bucket, those that stand against those that are announced: a bucket where both are the same is
 * even, and one that isn't holds what differs, or changed while it was looked at. (Set reconciliation by sums, as in
 * Eppstein et al. 2011, of which the rest isn't needed where a second pass is possible.)
 */
export class IndexTally {
  readonly #sums = new Int32Array(2 * BUCKETS);
  #count = 0;

  add(posting: Posting, side: Side): void {
    const digest = digestOf(posting);
    const at = 2 * bucketIn(digest);
    const sign = side === 'standing' ? 1 : -1;
    this.#sums[at]! += sign * digest.readInt32LE(4);
    this.#sums[at + 1]! += sign * digest.readInt32LE(8);
    this.#count++;
  }

  /** The buckets that are not even, in parts of about `size` of the postings that were added. */
  unevenBuckets(size: number): Set<number>[] {
    const uneven: number[] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      if (this.#sums[2 * bucket] !== 0 || this.#sums[2 * bucket + 1] !== 0) uneven.push(bucket);
    }
    const postingsEach = Math.max(1, this.#count / BUCKETS);
    const buckets = Math.max(1, Math.floor(size / postingsEach));
    return inParts(uneven, buckets).map((part) => new Set(part));
  }
}

export function bucketOf(posting: Posting): number {
  return bucketIn(digestOf(posting));
}

/** With the order: an attempt that lost the race for a version may have announced the same key by another. */
export function nameOf({ key, order, documentId, version }: Posting): string {
  return [key, order, documentId, version].join('\n');
}

const digestOf = (posting: Posting): Buffer => hash('sha1', nameOf(posting), 'buffer');
const bucketIn = (digest: Buffer): number => digest.readUInt32LE(0) % BUCKETS;
