import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TransientError } from '../../core/errors.ts';
import { compareUtf8 } from '../../core/utf8-order.ts';
import { fileError, isAbsent } from './file-errors.ts';
import { pathOfKey } from './paths.ts';

export interface WalkOptions {
  readonly prefix: string;
  readonly startAfter?: string;
  /** Whether to pass over an entry and all below it. */
  readonly skip?: (entry: WalkEntry) => boolean;
  /** Told of directories below the root that can't be listed, by their key; without it the walk fails at the first. */
  readonly onUnlistable?: OnUnlistable;
  /** Told of names that are not UTF-8, which no key can name; read as Latin-1. Without it they are passed over. */
  readonly onUnnamable?: OnUnlistable;
}

export type OnUnlistable = (key: string, error: TransientError) => void;

export interface WalkEntry {
  readonly key: string;
  readonly name: string;
  readonly path: string;
  /** A link is not followed here: what it leads to is the caller's to find out. */
  readonly kind: 'file' | 'directory' | 'link';
}

/**
 * The files and links below `root` whose key starts with `prefix`, ascending by key in UTF-8 byte order. Holds the
 * names of one directory a level at most. A root that is absent has no files.
 */
export async function* walkFiles(root: string, options: WalkOptions): AsyncGenerator<WalkEntry> {
  const start = options.prefix.slice(0, options.prefix.lastIndexOf('/') + 1);
  if (!(await isWalkable(root, start, options))) return;
  const pending: WalkEntry[] = await entriesOf(root, start, options);
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    if (entry.kind === 'directory') {
      for (const below of await entriesOf(root, `${entry.key}/`, options)) pending.push(below);
    } else {
      yield entry;
    }
  }
}

/** Whether a walk from the root would come to this directory, which it enters without listing the ones above. */
async function isWalkable(root: string, directoryKey: string, { skip }: WalkOptions): Promise<boolean> {
  if (directoryKey !== '' && pathOfKey(root, directoryKey.slice(0, -1)) === null) return false;
  for (let end = directoryKey.indexOf('/'); end > 0; end = directoryKey.indexOf('/', end + 1)) {
    const key = directoryKey.slice(0, end);
    const path = join(root, key);
    if (!(await isDirectory(path)) || skip?.({ key, name: basename(key), path, kind: 'directory' })) return false;
  }
  return true;
}

/** Not so a link to one. */
async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (isAbsent(error)) return false;
    throw fileError('Listing', path, error);
  }
}

/** What the walk visits in a directory, last first, so that the walk pops them in order. */
async function entriesOf(root: string, directoryKey: string, options: WalkOptions): Promise<WalkEntry[]> {
  const directory = join(root, directoryKey);
  const entries: WalkEntry[] = [];
  for (const dirent of await namesIn(directory, directoryKey === '' ? undefined : forKey(directoryKey, options))) {
    const name = dirent.name.toString();
    const kind = kindOf(dirent);
    if (kind === null) continue;
    if (!dirent.name.equals(Buffer.from(name))) {
      options.onUnnamable?.(directoryKey + dirent.name.toString('latin1'), unnamable(directory));
      continue;
    }
    const entry = { key: directoryKey + name, name, path: join(directory, name), kind };
    if (isWanted(entry, options) && !options.skip?.(entry)) entries.push(entry);
  }
  return entries.sort((a, b) => compareUtf8(sortKey(b), sortKey(a)));
}

const unnamable = (directory: string): TransientError =>
  new TransientError(`A name in ${directory} is not UTF-8 (it is shown here as Latin-1): rename the file.`);

type OnError = (error: TransientError) => void;

const forKey = (directoryKey: string, { onUnlistable }: WalkOptions): OnError | undefined =>
  onUnlistable && ((error) => onUnlistable(directoryKey, error));

async function namesIn(directory: string, onError: OnError | undefined): Promise<Dirent<NonSharedBuffer>[]> {
  try {
    return await readdir(directory, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (isAbsent(error)) return [];
    const failed = fileError('Listing', directory, error);
    if (!onError) throw failed;
    onError(failed);
    return [];
  }
}

function kindOf(dirent: Dirent<NonSharedBuffer>): WalkEntry['kind'] | null {
  if (dirent.isFile()) return 'file';
  if (dirent.isDirectory()) return 'directory';
  return dirent.isSymbolicLink() ? 'link' : null;
}

/** A directory stands for keys that go on with a slash: `a-b` and `a.txt` come before `a/`. */
function sortKey(entry: WalkEntry): string {
  return entry.kind === 'directory' ? `${entry.key}/` : entry.key;
}

function isWanted(entry: WalkEntry, { prefix, startAfter = '' }: WalkOptions): boolean {
  if (entry.kind !== 'directory') return entry.key.startsWith(prefix) && compareUtf8(entry.key, startAfter) > 0;
  const below = `${entry.key}/`;
  const mayMatch = below.startsWith(prefix) || prefix.startsWith(below);
  return mayMatch && (startAfter.startsWith(below) || compareUtf8(below, startAfter) > 0);
}
