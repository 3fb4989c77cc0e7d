import { readFile, realpath, stat } from 'node:fs/promises';
import { keyOfPath } from '../adapters/local/paths.ts';
import { isHidden } from '../adapters/local/roots.ts';
import { walkFiles } from '../adapters/local/walk-files.ts';
import { UNPACKED_PACK_BYTES } from '../core/decode/limits.ts';
import { UsageError } from '../core/errors.ts';

export interface InputFile {
  /** The path as given, with `/`. */
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** The files that these paths name, each folder's in the order of their names; hidden ones are passed over. */
export async function* inputFiles(paths: readonly string[]): AsyncGenerator<InputFile> {
  await requirePaths(paths);
  for (const path of paths) {
    const found = await stat(path);
    const given = path.replaceAll('\\', '/').replace(/\/+$/, '');
    if (!found.isDirectory()) {
      yield await read(given, path);
      continue;
    }
    for await (const { key, path: file } of walkFiles(path, { prefix: '', skip: ({ name }) => isHidden(name) })) {
      // A link may lead nowhere, or to a folder: neither is an article.
      if (await isFile(file)) yield await read(`${given}/${key}`, file);
    }
  }
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

/** Decoding would reject a larger one by its size, but must hold it in memory for that. */
async function read(key: string, path: string): Promise<InputFile> {
  const { size } = await stat(path);
  if (size > UNPACKED_PACK_BYTES) {
    throw new UsageError(`${path} has ${size} bytes, more than one file may have (${UNPACKED_PACK_BYTES}): split it.`);
  }
  return { key, bytes: await readFile(path) };
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
