export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** Milliseconds since 1970, by the store's clock. */
  readonly lastModified: number;
}

/**
 * A bucket of immutable objects: the lake's files, its logs and the segments. Keys are `/`-separated, made by us.
 * Every method throws `TransientError` when the outcome is unknown or a retry may help.
 */
export interface ObjectStore {
  /** The object's bytes, or null when there is none. */
  get(key: string): Promise<Uint8Array | null>;
  /** Those from `start` to before `end`, which must be there and at least one; or null when there is no object. */
  read(key: string, start: number, end: number): Promise<Uint8Array | null>;
  /** Writes or replaces; durable when it returns. A reader never sees a part of it. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Writes unless the key exists: of any number of racing callers exactly one gets `created`. */
  putIfAbsent(key: string, bytes: Uint8Array): Promise<'created' | 'exists'>;
  /** Objects whose key starts with `prefix` and is greater than `startAfter`, by key, ascending in UTF-8 byte order. */
  list(prefix: string, startAfter?: string): AsyncIterable<StoredObject>;
  /** Deletes; absent keys are no error. */
  delete(keys: readonly string[]): Promise<void>;
  /** Where a query engine finds the object: a path or an s3:// address. */
  locate(key: string): string;
}
