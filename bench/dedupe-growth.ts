/**
 * What an article asks of the fingerprint index as the lake grows: `node bench/dedupe-growth.ts [sizes, such as 10000,100000]`.
 * A million takes ten minutes and 3 GB. Fingerprints, keys and the limit of a look are the real ones; the index is a compact one of
 * its own. Catalog reads and writes are counted as settling makes them, which `bench/catalog-cost.ts` measures.
 */
import { contextsAgree } from '../lib/core/fingerprint/context.ts';
import { fingerprintOf } from '../lib/core/fingerprint/fingerprint.ts';
import { LOOK_LIMIT } from '../lib/pipeline/judging.ts';
import { newsStream, type StreamKind } from './news-stream.ts';

const KEYS_AN_ARTICLE = 20;
const HASH_DIGITS = 16;
const CONTEXT_BYTES = 8;
const MAX_CANDIDATES = 20_000;
const NONE = 0xffff_ffff;
/** Read for every article: its record, two names in the takedown list, the exact key. Written: the record, the exact key. */
const BASE_READS = 4;
const BASE_WRITES = 2;
/** A posting's key, order, document and version in the catalog, as `bench/catalog-units.ts` counts them. */
const POSTING_BYTES = 195;

/** For each 64-bit key its first postings: what a look finds. Open addressing; the postings of a key are a chain. */
class Index {
  readonly #mask: number;
  readonly #keys: BigUint64Array;
  readonly #last: Uint32Array;
  readonly #counts: Uint8Array;
  readonly #documents: Uint32Array;
  readonly #before: Uint32Array;
  readonly #contexts: Buffer;
  #postings = 0;

  constructor(articles: number) {
    const slots = 2 ** Math.ceil(Math.log2(articles * KEYS_AN_ARTICLE * 1.3));
    this.#mask = slots - 1;
    this.#keys = new BigUint64Array(slots);
    this.#last = new Uint32Array(slots).fill(NONE);
    this.#counts = new Uint8Array(slots);
    this.#documents = new Uint32Array(articles * KEYS_AN_ARTICLE);
    this.#before = new Uint32Array(articles * KEYS_AN_ARTICLE);
    this.#contexts = Buffer.alloc(articles * KEYS_AN_ARTICLE * CONTEXT_BYTES);
  }

  get bytes(): number {
    const arrays = [this.#keys, this.#last, this.#counts, this.#documents, this.#before, this.#contexts];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Adds whom a look under the key finds, with whether one of the contexts agrees; answers whether the key is full. */
  look(key: bigint, context: string, found: Map<number, boolean>): boolean {
    const slot = this.#slotOf(key);
    for (let at = this.#last[slot]!; at !== NONE; at = this.#before[at]!) {
      const document = this.#documents[at]!;
      if (!found.get(document)) found.set(document, contextsAgree(context, this.#contextAt(at)));
    }
    return this.#counts[slot]! >= LOOK_LIMIT;
  }

  /** Documents come in their order, so one behind a full look is never found. */
  post(key: bigint, context: string, document: number): void {
    const slot = this.#slotOf(key);
    if (this.#counts[slot]! >= LOOK_LIMIT) return;
    this.#keys[slot] = key;
    this.#counts[slot]!++;
    this.#documents[this.#postings] = document;
    this.#before[this.#postings] = this.#last[slot]!;
    this.#contexts.write(context, this.#postings * CONTEXT_BYTES, 'latin1');
    this.#last[slot] = this.#postings++;
  }

  #contextAt(posting: number): string {
    const from = posting * CONTEXT_BYTES;
    return this.#contexts[from] === 0 ? '' : this.#contexts.toString('latin1', from, from + CONTEXT_BYTES);
  }

  #slotOf(key: bigint): number {
    let slot = Number((key ^ (key >> 29n)) & 0xffff_ffffn) & this.#mask;
    while (this.#last[slot] !== NONE && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

/** Counts of candidates, so that their distribution needs no list. */
class Distribution {
  readonly #counts = new Uint32Array(MAX_CANDIDATES + 1);
  #sum = 0;
  total = 0;
  max = 0;

  add(value: number): void {
    this.#counts[Math.min(value, MAX_CANDIDATES)]!++;
    this.#sum += value;
    this.total++;
    this.max = Math.max(this.max, value);
  }

  get mean(): number {
    return this.#sum / Math.max(1, this.total);
  }

  quantile(share: number): number {
    let seen = 0;
    let value = 0;
    for (; value < MAX_CANDIDATES; value++) {
      seen += this.#counts[value]!;
      if (seen >= share * this.total) break;
    }
    return value;
  }
}

function measure(articles: number): void {
  const before = process.cpuUsage();
  const index = new Index(articles);
  const candidates = new Distribution();
  const byKind = new Map<StreamKind, Distribution>();
  const sums = { keys: 0, crowded: 0, reads: 0, writes: 0, postings: 0, found: 0, sketchBytes: 0, textBytes: 0 };
  let document = 0;
  for (const { kind, text } of newsStream(articles)) {
    const fingerprint = fingerprintOf(text);
    const exact = BigInt(`0x${fingerprint.contentSha256.slice(0, 16)}`);
    const found = new Map<number, boolean>();
    index.look(exact, '', found);
    const copy = found.size > 0;
    const near = fingerprint.nearKeys.map((key) => {
      return [BigInt(`0x${key.slice(0, HASH_DIGITS)}`), key.slice(HASH_DIGITS)] as const;
    });
    // A copy is judged by the first of its text alone and not announced under near keys.
    if (copy) found.clear();
    else for (const [key, context] of near) if (index.look(key, context, found)) sums.crowded++;
    index.post(exact, '', document);
    if (!copy) for (const [key, context] of near) index.post(key, context, document);
    const looked = copy ? 1 : [...found.values()].filter((agrees) => agrees).length;
    candidates.add(looked);
    sums.found += found.size;
    byKind.set(kind, byKind.get(kind) ?? new Distribution());
    byKind.get(kind)!.add(looked);
    const announced = copy ? 0 : near.length;
    sums.keys += near.length;
    // An original is written again with its verdict, and its exact key looked at again when it settles.
    sums.reads += BASE_READS + looked + (copy ? 0 : 1 + announced);
    sums.writes += BASE_WRITES + (copy ? 0 : 1 + announced);
    sums.postings += 1 + announced;
    sums.sketchBytes += Buffer.byteLength(fingerprint.sketch, 'base64');
    sums.textBytes += Buffer.byteLength(text);
    document++;
  }
  const { user, system } = process.cpuUsage(before);
  const each = (sum: number) => (sum / articles).toFixed(2);
  const lines = [
    `${articles} articles of ${each(sums.textBytes / 1000)} kB`,
    `candidates (comparisons): mean ${candidates.mean.toFixed(2)}, p99 ${candidates.quantile(0.99)}, max ${candidates.max}; whatever their context: mean ${each(sums.found)}`,
    ...[...byKind].map(([kind, d]) => `  ${kind}: ${d.total}, mean ${d.mean.toFixed(2)}, p99 ${d.quantile(0.99)}`),
    `near keys ${each(sums.keys)}, of them crowded ${each(sums.crowded)}`,
    `catalog reads ${each(sums.reads)}, writes ${each(sums.writes)}`,
    `sketch ${each(sums.sketchBytes)} bytes, postings ${each(sums.postings)} = about ${each(sums.postings * POSTING_BYTES)} bytes`,
    `${each(user + system)} µs of processor time an article, making the text included`,
    `memory: index ${(index.bytes / articles).toFixed(0)} bytes an article, process ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  ];
  console.log(`${lines.join('\n')}\n`);
}

for (const size of (process.argv[2] ?? '10000,100000').split(',')) measure(Number(size));
