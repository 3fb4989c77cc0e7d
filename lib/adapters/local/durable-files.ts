import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from './file-errors.ts';

/** Writes a new file and forces its bytes to the disk. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using(await open(path, 'wx'), async (file) => {
    await file.writeFile(bytes);
    await file.sync();
  });
}

/** Forces a file's bytes to the disk and gives it another name. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await using(await open(from, 'r+'), (file) => file.sync());
  await rename(from, to);
}

/** Forces a directory's entries to the disk: until then a crash may undo a rename or link in it. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows can't open directories; NTFS journals their entries itself.
  if (process.platform === 'win32') return;
  await using(await open(path, 'r'), (directory) => directory.sync());
}

/**
 * Makes `path` below `root`, whose entries survive a crash. `durable` remembers the directories that are known to; others
 * are synced even if they exist, since whoever made them may not have come to it.
 */
export async function makeDirectory(root: string, path: string, durable: Set<string>): Promise<void> {
  if (path === root || durable.has(path)) return;
  await makeDirectory(root, dirname(path), durable);
  await mkdir(path).catch((error) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  await syncDirectory(dirname(path));
  durable.add(path);
}

/** Makes a folder and those above it. Node's own way loops for ever in `/proc`, and calls a read-only disk absent. */
export async function makeFolders(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await makeFolder(path);
  }
}

/** One that another process makes at the same time is as good. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (!(await stat(path).catch(() => null))?.isDirectory()) throw error;
  }
}

async function using(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
