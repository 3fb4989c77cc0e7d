import { basename } from 'node:path';
import type { Database } from './database.ts';
import { keyOfPath } from './paths.ts';

/** A folder that articles are delivered in, and the bucket name that it goes by. */
export interface Root {
  readonly bucket: string;
  readonly path: string;
}

/**
 * The folders known to the lake. A name is given once and stays, since document ids are made of it. A file belongs to
 * the deepest root that reaches it, so that a root which came later, further up, takes no files from those below.
 */
export class Roots {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  all(): Root[] {
    const statement = this.#database.prepare('SELECT bucket, path FROM roots ORDER BY bucket');
    const rows = this.#database.run('Reading the roots', () => statement.all());
    return rows.map((row) => ({ bucket: String(row.bucket), path: String(row.path) }));
  }

  /** The root that reaches `path`; if there is none, `fallback` becomes one. */
  ownerOf(path: string, fallback: string): Root {
    return this.#database.transaction('Registering a folder', () => {
      const roots = this.all();
      return deepest(roots, path) ?? this.#add(fallback, new Set(roots.map((root) => root.bucket)));
    });
  }

  #add(path: string, taken: ReadonlySet<string>): Root {
    const name = basename(path) || 'root';
    let bucket = name;
    for (let number = 2; taken.has(bucket); number++) bucket = `${name}-${number}`;
    this.#database.prepare('INSERT INTO roots (bucket, path) VALUES (?, ?)').run(bucket, path);
    return { bucket, path };
  }
}

/** The deepest of the roots that reach a path. */
export function deepest(roots: readonly Root[], path: string): Root | undefined {
  return roots.filter((root) => reaches(root.path, path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** Whether a walk from `root` comes by `path`: below it, and not hidden on the way. */
export function reaches(root: string, path: string): boolean {
  const key = keyOfPath(root, path);
  return key !== null && (key === '' || !key.split('/').some(isHidden));
}

/** Dot files are the system's and the tools' own: indexes, trash, half-copied files. */
export function isHidden(name: string): boolean {
  return name.startsWith('.');
}
