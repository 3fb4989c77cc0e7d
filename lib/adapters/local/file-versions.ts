import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '../../core/errors.ts';
import { codeOf, fileError, isAbsent } from './file-errors.ts';

/**
 * Two writes within a tick of the kernel's file clock (10 ms at its slowest) can leave equal times and sizes. A file
 * younger than this is read only once it has aged, so that any later write shows.
 */
const FRESH_MS = 20;
/** A file that changes during each of this many reads is still being written. */
const READ_TRIES = 5;

/*
 * The calls here are synchronous: for articles on a local disk the way through the thread pool takes ten times as long
 * as the read itself (12 thousand against 137 thousand files of 3 KB a second).
 */

/** What is at the path, links followed; null when nothing is. */
export function statOrNull(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if (isAbsent(error)) return null;
    throw fileError('Reading', path, error);
  }
}

/** Where the path ends when all links on the way are followed; null when it ends nowhere, or nobody may know. */
export function realPathOrNull(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null; // whoever reads it then is told why
  }
}

/** The bytes of a file and what it looks like, both of one version; null when there is no file. */
export async function readOneVersion(path: string): Promise<{ bytes: Uint8Array; stats: BigIntStats } | null> {
  for (let attempt = 1; attempt <= READ_TRIES; attempt++) {
    const stats = statOrNull(path);
    if (!stats?.isFile()) return null;
    const age = Date.now() - millisecondsOf(stats);
    if (age >= 0 && age < FRESH_MS) await sleep(FRESH_MS - age);
    const read = readOnce(path);
    if (read && isSameVersion(stats, read.after)) return { bytes: read.bytes, stats };
  }
  throw new TransientError(`${path} changed during each of ${READ_TRIES} reads: it is read again once it rests.`);
}

/** When the file last changed, in whole milliseconds. */
export function millisecondsOf({ mtimeNs }: BigIntStats): number {
  return Math.floor(Number(mtimeNs / 1000n) / 1000);
}

/** The bytes, and what their file looks like after the read; null when it vanished. */
function readOnce(path: string): { bytes: Uint8Array; after: BigIntStats } | null {
  try {
    const file = openSync(path, 'r');
    try {
      const { buffer, byteOffset, byteLength } = readFileSync(file);
      return { bytes: new Uint8Array(buffer, byteOffset, byteLength), after: fstatSync(file, { bigint: true }) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isAbsent(error) || codeOf(error) === 'EISDIR') return null;
    throw fileError('Reading', path, error);
  }
}

/** The inode as well: another file may have been moved to the name between the two looks. */
function isSameVersion(a: BigIntStats, b: BigIntStats): boolean {
  return a.mtimeNs === b.mtimeNs && a.size === b.size && a.ino === b.ino;
}
