import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * The path of `key` below `root`; null when the key doesn't name a file there: empty, absolute, with NUL, or with parts
 * that a path swallows (`..`, `.`, nothing).
 */
export function pathOfKey(root: string, key: string): string | null {
  if (key.includes('\0')) return null;
  const path = resolve(root, key);
  return keyOfPath(root, path) === key ? path : null;
}

/** The key of `path` below `root`: '' for the root itself, null for a path outside. Both are absolute. */
export function keyOfPath(root: string, path: string): string | null {
  const way = relative(root, path);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return null;
  return sep === '/' ? way : way.replaceAll(sep, '/');
}
