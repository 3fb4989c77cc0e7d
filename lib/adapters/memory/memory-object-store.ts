import { insertSorted, lowerBound, removeSorted } from '../../core/sorted.ts';
import { compareUtf8 } from '../../core/utf8-order.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore, StoredObject } from '../../ports/object-store.ts';

interface Entry {
  readonly bytes: Uint8Array;
  readonly lastModified: number;
}

/** A bucket in memory. Bytes are copied on their way in and out. */
export class MemoryObjectStore implements ObjectStore {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #keys: string[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async get(key: string): Promise<Uint8Array | null> {
    return this.#entries.get(key)?.bytes.slice() ?? null;
  }

  async read(key: string, start: number, end: number): Promise<Uint8Array | null> {
    return this.#entries.get(key)?.bytes.slice(start, end) ?? null;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.#entries.set(key, { bytes: Uint8Array.from(bytes), lastModified: this.#clock.now() });
    insertSorted(this.#keys, key, compareUtf8);
  }

  async putIfAbsent(key: string, bytes: Uint8Array): Promise<'created' | 'exists'> {
    if (this.#entries.has(key)) return 'exists';
    this.#entries.set(key, { bytes: Uint8Array.from(bytes), lastModified: this.#clock.now() });
    insertSorted(this.#keys, key, compareUtf8);
    return 'created';
  }

  async *list(prefix: string, startAfter = ''): AsyncIterable<StoredObject> {
    let after = startAfter;
    let key = this.#next(prefix, after);
    while (key?.startsWith(prefix)) {
      const { bytes, lastModified } = this.#entries.get(key)!;
      yield { key, size: bytes.length, lastModified };
      after = key;
      key = this.#next(prefix, after);
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      if (this.#entries.delete(key)) removeSorted(this.#keys, key, compareUtf8);
    }
  }

  locate(key: string): string {
    return `memory://${key}`;
  }

  /** Searched anew for each object, since the store may change while a listing is under way. */
  #next(prefix: string, after: string): string | undefined {
    const from = compareUtf8(prefix, after) > 0 ? prefix : after;
    const at = lowerBound(this.#keys, from, compareUtf8);
    return this.#keys[at] === after ? this.#keys[at + 1] : this.#keys[at];
  }
}
