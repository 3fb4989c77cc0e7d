import type { BigIntStats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { TransientError, UsageError } from '../../core/errors.ts';
import type { ObjectName, ObjectVersion } from '../../core/model.ts';
import type { LandedObject, Landing } from '../../ports/landing.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { fileError, isAbsent } from './file-errors.ts';
import { millisecondsOf, readOneVersion, realPathOrNull, statOrNull } from './file-versions.ts';
import { keyOfPath, pathOfKey } from './paths.ts';
import { deepest, isHidden, type Roots, reaches } from './roots.ts';
import { type WalkEntry, walkFiles } from './walk-files.ts';

const DAY_MS = 86_400_000;
/** Damaged times must still make a date. */
const LAST_MS = Date.UTC(9999, 11, 31);

/** Where a path given by the user lies: a file is one key, a folder a prefix. */
export interface Location {
  readonly bucket: string;
  readonly prefix: string;
  readonly isFile: boolean;
}

const ADVICE = 'They lead to folders, out of the folder, or nowhere: ingest what they lead to by its own path.';

type OnUnlistable = (object: ObjectName, error: TransientError) => void;

/**
 * Folders as landing buckets, read in place and never written to. Hidden names, the lake's own folder, links to folders and links
 * that lead out of the folder are passed over: whoever may deliver into a folder must not have other files of the machine read. A
 * version is the time of the last change with the size.
 */
export class FolderLanding implements Landing {
  readonly #roots: Roots;
  readonly #lakeFolder: string;
  readonly #telemetry: Telemetry;

  /** `lakeFolder`, a real path, holds the lake's own files: they are no articles, wherever it lies. */
  constructor(roots: Roots, lakeFolder: string, telemetry: Telemetry) {
    this.#roots = roots;
    this.#lakeFolder = lakeFolder;
    this.#telemetry = telemetry;
  }

  /** Finds the bucket of a file or folder; a folder outside all known roots, or the file's folder, becomes a root. */
  async locate(path: string): Promise<Location> {
    const real = await realpath(resolve(path)).catch((error) => {
      if (isAbsent(error)) throw new UsageError(`${path} doesn't exist: give a file or a folder.`);
      throw fileError('Reading', path, error);
    });
    if (keyOfPath(this.#lakeFolder, real) !== null) {
      throw new UsageError(`${path} is inside the lake ${this.#lakeFolder}: give a file or folder outside it.`);
    }
    const found = statOrNull(real);
    if (!found?.isFile() && !found?.isDirectory()) throw new UsageError(`${path} is neither a file nor a folder.`);
    const isFile = found.isFile();
    if (isFile && isHidden(basename(real))) throw new UsageError(`${path} is hidden by its leading dot: rename it.`);
    const root = this.#roots.ownerOf(real, isFile ? dirname(real) : real);
    const key = keyOfPath(root.path, real) ?? '';
    return { bucket: root.bucket, prefix: isFile || key === '' ? key : `${key}/`, isFile };
  }

  /** Every bucket that the lake knows. */
  buckets(): string[] {
    return this.#roots.all().map(({ bucket }) => bucket);
  }

  /** The buckets that own files at or below the path, its own first. */
  async bucketsUnder(path: string): Promise<string[]> {
    return (await this.#locationsUnder(path)).map((location) => location.bucket);
  }

  /** Every file at or below the path, under the bucket that owns it. `onUnlistable` is told of what can't be listed there. */
  async *files(path: string, onUnlistable?: OnUnlistable): AsyncIterable<ObjectVersion> {
    for (const { bucket, prefix, isFile } of await this.#locationsUnder(path)) {
      if (!isFile) yield* this.list(bucket, prefix, onUnlistable);
      const file = isFile ? await this.stat({ bucket, key: prefix }) : null;
      if (file) yield file;
    }
  }

  async read(name: ObjectName): Promise<LandedObject | null> {
    const path = this.#pathOf(name);
    if (path === null) return null;
    const found = await readOneVersion(path);
    if (found === null) this.#requireRoot(name.bucket);
    return found && { ...versionOf(name, found.stats), bytes: found.bytes };
  }

  async stat(name: ObjectName): Promise<ObjectVersion | null> {
    const path = this.#pathOf(name);
    if (path === null) return null;
    const found = statOrNull(path);
    if (found?.isFile()) return versionOf(name, found);
    this.#requireRoot(name.bucket);
    return null;
  }

  async *list(bucket: string, prefix = '', onUnlistable?: OnUnlistable): AsyncIterable<ObjectVersion> {
    const roots = this.#roots.all();
    const root = roots.find((known) => known.bucket === bucket);
    if (!root) return;
    this.#requireRoot(bucket);
    const elsewhere = new Set([this.#lakeFolder, ...roots.filter((other) => other !== root).map((other) => other.path)]);
    const skip = ({ name, path }: WalkEntry) => isHidden(name) || elsewhere.has(path);
    const tell = onUnlistable && ((key: string, error: TransientError) => onUnlistable({ bucket, key }, error));
    const warn = (key: string) => this.#telemetry.warn('name_not_utf8', { bucket, key });
    const hooks = { onUnnamable: tell ?? warn, ...(tell && { onUnlistable: tell }) };
    const links: string[] = [];
    for await (const { key, path, kind } of walkFiles(root.path, { prefix, skip, ...hooks })) {
      const found = statHere(path, tell && ((error) => tell(key, error)));
      if (found?.isFile() && (kind !== 'link' || this.#isWithin(root.path, path))) yield versionOf({ bucket, key }, found);
      else if (kind === 'link') links.push(key);
    }
    if (tell && links.length > 0)
      this.#telemetry.warn('links_passed_over', { bucket, links: links.length, first: links[0]!, advice: ADVICE });
    // Or else the rest of a listing during which the disk was unplugged would look deleted.
    this.#requireRoot(bucket);
  }

  async #locationsUnder(path: string): Promise<Location[]> {
    const own = await this.locate(path);
    if (own.isFile) return [own];
    const real = await realpath(resolve(path));
    const deeper = this.#roots.all().filter((root) => root.bucket !== own.bucket && reaches(real, root.path));
    return [own, ...deeper.map(({ bucket }) => ({ bucket, prefix: '', isFile: false }))];
  }

  /** Null for what a listing of the bucket wouldn't show: hidden, another root's, the lake's own, not a key. */
  #pathOf({ bucket, key }: ObjectName): string | null {
    const roots = this.#roots.all();
    const root = roots.find((known) => known.bucket === bucket);
    const path = root ? pathOfKey(root.path, key) : null;
    if (!root || path === null || deepest(roots, path) !== root || keyOfPath(this.#lakeFolder, path) !== null) return null;
    return this.#isWithin(root.path, path) ? path : null;
  }

  /** Whether links on the way stay below the root, and out of the lake's own folder. */
  #isWithin(root: string, path: string): boolean {
    const real = realPathOrNull(path);
    return real === null || (keyOfPath(root, real) !== null && keyOfPath(this.#lakeFolder, real) === null);
  }

  /** An unplugged disk must not look like a folder whose files were all deleted. */
  #requireRoot(bucket: string): void {
    const path = this.#roots.all().find((root) => root.bucket === bucket)?.path;
    if (path === undefined || statOrNull(path)?.isDirectory()) return;
    throw new TransientError(
      `The folder ${path} (bucket ${bucket}) is not there: put it back, or mount its disk; its articles stay as they are.`,
    );
  }
}

function versionOf({ bucket, key }: ObjectName, stats: BigIntStats): ObjectVersion {
  const { mtimeNs, size } = stats;
  const lastModified = Math.min(Math.max(millisecondsOf(stats), 0), LAST_MS);
  // A folder's times often say when a file was copied, so only the day counts for who was first.
  const firstSeen = Math.floor(lastModified / DAY_MS) * DAY_MS;
  return { bucket, key, version: `${mtimeNs}-${size}`, lastModified, firstSeen, size: Number(size) };
}

/** Null for what is not there, and for what can't be looked at when there is somebody to tell. */
function statHere(path: string, onError: ((error: TransientError) => void) | undefined): BigIntStats | null {
  try {
    return statOrNull(path);
  } catch (error) {
    if (!onError || !(error instanceof TransientError)) throw error;
    onError(error);
    return null;
  }
}
