import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { TerminalError } from '../../core/errors.ts';
import type { ObjectStore, StoredObject } from '../../ports/object-store.ts';
import { makeDirectory, makeFolders, moveDurably, syncDirectory, writeDurably } from './durable-files.ts';
import { codeOf, fileError, isAbsent } from './file-errors.ts';
import { readRange } from './file-range.ts';
import { pathOfKey } from './paths.ts';
import { walkFiles } from './walk-files.ts';

/** Files on their way to their names. On the same filesystem as these, or rename and link would not be atomic. */
const TEMPORARY = '.tmp';
/** No write takes that long: what is older belongs to a process that died. */
const TEMPORARY_LIFE_MS = 3_600_000;
/** How filesystems say that they have no hard links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'];

/**
 * A folder as a bucket. Objects are written aside, forced to the disk and then given their name by rename(2) or, if they
 * must be new, by link(2): both are atomic, for other processes too. No key may be a folder of another key.
 */
export class FolderObjectStore implements ObjectStore {
  readonly #root: string;
  readonly #durable = new Set<string>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** Makes the folder if need be and removes what writers that died have left. */
  static async open(path: string): Promise<FolderObjectStore> {
    const root = resolve(path);
    const temporary = join(root, TEMPORARY);
    try {
      await makeFolders(temporary);
      await removeStale(temporary);
    } catch (error) {
      throw fileError('Opening', root, error);
    }
    return new FolderObjectStore(root);
  }

  /** To read what a folder has: makes and removes nothing, so the folder may be read-only. */
  static reading(path: string): ObjectStore {
    return new FolderObjectStore(resolve(path));
  }

  /** A folder for files on their way, emptied of old ones when a store is opened. */
  get temporary(): string {
    return join(this.#root, TEMPORARY);
  }

  async get(key: string): Promise<Uint8Array | null> {
    return this.#read(key, readFile);
  }

  async read(key: string, start: number, end: number): Promise<Uint8Array | null> {
    return this.#read(key, (path) => readRange(path, start, end));
  }

  async #read(key: string, read: (path: string) => Promise<Buffer>): Promise<Uint8Array | null> {
    const path = this.locate(key);
    try {
      const { buffer, byteOffset, byteLength } = await read(path);
      return new Uint8Array(buffer, byteOffset, byteLength);
    } catch (error) {
      if (isAbsent(error) || codeOf(error) === 'EISDIR') return null;
      throw fileError('Reading', path, error);
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#publish(key, (temporary) => writeDurably(temporary, bytes), rename);
  }

  /** As `put` does, of a finished file in `temporary`, which goes. */
  async adopt(key: string, file: string): Promise<void> {
    await this.#publish(key, (temporary) => moveDurably(file, temporary), rename);
  }

  async putIfAbsent(key: string, bytes: Uint8Array): Promise<'created' | 'exists'> {
    let outcome: 'created' | 'exists' = 'created';
    const give = async (temporary: string, path: string) => {
      try {
        await link(temporary, path);
      } catch (error) {
        if (NO_LINKS.includes(codeOf(error))) throw noLinks(path, error);
        if (codeOf(error) !== 'EEXIST') throw error;
        outcome = 'exists';
      }
    };
    await this.#publish(key, (temporary) => writeDurably(temporary, bytes), give);
    return outcome;
  }

  async *list(prefix: string, startAfter = ''): AsyncIterable<StoredObject> {
    const skip = ({ key }: { key: string }) => key === TEMPORARY;
    for await (const { key, path } of walkFiles(this.#root, { prefix, startAfter, skip })) {
      const found = await stat(path).catch((error) => {
        if (isAbsent(error)) return null;
        throw fileError('Listing', path, error);
      });
      if (found) yield { key, size: found.size, lastModified: Math.floor(found.mtimeMs) };
    }
  }

  async delete(keys: readonly string[]): Promise<void> {
    const directories = new Set<string>();
    for (const path of keys.map((key) => this.locate(key))) {
      try {
        await unlink(path);
        directories.add(dirname(path));
      } catch (error) {
        if (!isAbsent(error)) throw fileError('Deleting', path, error);
      }
    }
    // What was erased must not come back after a power failure.
    for (const directory of directories) await syncDirectory(directory);
  }

  /** Throws `TypeError` for a key that leads out of the folder: keys are made by us. */
  locate(key: string): string {
    const path = key === '' || key.startsWith(`${TEMPORARY}/`) ? null : pathOfKey(this.#root, key);
    if (path === null) throw new TypeError(`${JSON.stringify(key)} is no key: expected parts separated by single slashes.`);
    return path;
  }

  /**
   * The directory is synced whoever won: the answer `exists`, too, is acted upon, and must survive a crash.
   */
  async #publish(
    key: string,
    make: (temporary: string) => Promise<void>,
    give: (temporary: string, path: string) => Promise<void>,
  ): Promise<void> {
    const path = this.locate(key);
    const temporary = join(this.#root, TEMPORARY, randomUUID());
    try {
      await makeDirectory(this.#root, dirname(path), this.#durable);
      await make(temporary);
      await give(temporary, path);
      await syncDirectory(dirname(path));
    } catch (error) {
      throw error instanceof TerminalError ? error : fileError('Writing', path, error);
    } finally {
      // The object has its name or not, whatever becomes of this; age takes what stays.
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }
}

function noLinks(path: string, cause: unknown): TerminalError {
  return new TerminalError(`${path} can't be written: its filesystem has no hard links; put the lake on one that has.`, {
    cause,
  });
}

async function removeStale(temporary: string): Promise<void> {
  const oldest = Date.now() - TEMPORARY_LIFE_MS;
  for (const name of await readdir(temporary)) {
    const path = join(temporary, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < oldest) await rm(path, { force: true, recursive: true });
  }
}
