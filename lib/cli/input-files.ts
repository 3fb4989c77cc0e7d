import { readFile, realpath, stat } from 'node:fs/promises';
import { codeOf, fileError, isAbsent } from '../adapters/local/file-errors.ts';
import { realPathOrNull } from '../adapters/local/file-versions.ts';
import { keyOfPath } from '../adapters/local/paths.ts';
import { isHidden } from '../adapters/local/roots.ts';
import { type WalkEntry, walkFiles } from '../adapters/local/walk-files.ts';
import { mostBytes } from '../core/decode/formats.ts';
import { type TransientError, UsageError } from '../core/errors.ts';

export interface InputFile {
  /** The path as given, with `/`. */
  readonly key: string;
  readonly size: number;
  /** Null when there are more than are read. */
  readonly bytes: Uint8Array | null;
}

/** Told of what can't be listed or read: the rest is read all the same. */
type OnProblem = (key: string, message: string) => void;

/** The files that these paths name, each folder's in the order of their names; hidden ones are passed over. */
export async function* inputFiles(paths: readonly string[], onProblem: OnProblem): AsyncGenerator<InputFile> {
  await requirePaths(paths);
  for (const path of paths) {
    const given = path.replaceAll('\\', '/').replace(/\/+$/, '');
    const isFolder = (await stat(path)).isDirectory();
    const tell = (key: string, { message }: TransientError) => onProblem(`${given}/${key}`, message);
    const walk = { prefix: '', skip: ({ name }: WalkEntry) => isHidden(name), onUnlistable: tell, onUnnamable: tell };
    const found = isFolder ? walkFiles(path, walk) : [{ key: '', path }];
    const root = await realpath(path);
    for await (const { key, path: file } of found) {
      if (isFolder && leadsOut(root, file)) continue;
      const name = key === '' ? given : `${given}/${key}`;
      const input = await read(name, file, isFolder).catch((error: unknown) => onProblem(name, messageOf(file, error)));
      if (input) yield input;
    }
  }
}

/** As an ingest passes it over. */
function leadsOut(root: string, file: string): boolean {
  const real = realPathOrNull(file);
  return real !== null && keyOfPath(root, real) === null;
}

function messageOf(path: string, error: unknown): string {
  return (codeOf(error) === '' ? (error as Error) : fileError('Reading', path, error)).message;
}

/** Complains about a path that isn't there before any work is done. */
export async function requirePaths(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await stat(path).catch((error) => {
      throw new UsageError(`${path} can't be read: give a file or a folder that exists.`, { cause: error });
    });
  }
}

/** A lake made in the folder of the articles would be the next thing to be ingested. */
export async function requireOutside(lake: string, paths: readonly string[]): Promise<void> {
  const folder = await realpath(lake).catch(() => null);
  if (folder === null) return;
  for (const path of paths) {
    if (keyOfPath(folder, await realpath(path)) !== null)
      throw new UsageError(`${path} is inside the lake ${folder}: give a file or folder outside it.`);
  }
}

/** Null for what is no file where files are looked for: a link may lead nowhere, or to a folder. */
async function read(key: string, path: string, isListed: boolean): Promise<InputFile | null> {
  const found = await stat(path).catch((error) => {
    if (isListed && isAbsent(error)) return null;
    throw error;
  });
  if (!found || (isListed && !found.isFile())) return null;
  return { key, size: found.size, bytes: found.size > mostBytes(key) ? null : await readFile(path) };
}
