/** Copies of `lib` with a change: the only way to take a guard away without a seam in the product. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_ROOT } from './pipeline.ts';

export interface Edit {
  /** Below `lib`. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

const COPIES = join(import.meta.dirname, '.mutants');

/** The root of a copy with these edits. */
export function copyWith(name: string, edits: readonly Edit[]): string {
  const root = join(COPIES, name);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  cpSync(join(OWN_ROOT, 'lib'), join(root, 'lib'), { recursive: true });
  for (const { file, find, replace } of edits) {
    const path = join(root, 'lib', file);
    const source = readFileSync(path, 'utf8');
    const found = source.split(find).length - 1;
    if (found !== 1) throw new Error(`${name}: ${file} has ${found} times what should stand there once: ${find}`);
    writeFileSync(
      path,
      source.replace(find, () => replace),
    );
  }
  return root;
}

/** Keys that more documents share than anybody looks at are rare with 16; with 3 they are everywhere. */
export function copyWithLookLimit(limit: number): string {
  // The process's own: another may have the same in use.
  return copyWith(`look-limit-${limit}-${process.pid}`, [
    { file: 'pipeline/judging.ts', find: 'export const LOOK_LIMIT = 16;', replace: `export const LOOK_LIMIT = ${limit};` },
  ]);
}
