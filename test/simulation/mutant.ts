/** A copy of the code that lacks one guard. */
import type { Edit } from './copies.ts';

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
}

export function one(name: string, file: string, find: string, replace: string): Mutant {
  return { name, edits: [{ file, find, replace }] };
}

export function several(name: string, ...edits: readonly (readonly [file: string, find: string, replace: string])[]): Mutant {
  return { name, edits: edits.map(([file, find, replace]) => ({ file, find, replace })) };
}
