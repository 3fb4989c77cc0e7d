import { writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { forestOf, type Tree } from '../lib/core/trees.ts';

const TREES = join(import.meta.dirname, '../lib/core/trees.ts');

/** What a file of weights says of itself. */
export interface FileHead {
  /** The name it exports. */
  readonly name: string;
  /** What the trees tell. */
  readonly what: string;
  /** The program that made it, and of which data. */
  readonly origin: string;
}

/** Writes the module that holds these trees; it may be loaded as if it stood at another `place`. */
export function writeForest(path: string, { name, what, origin }: FileHead, trees: readonly Tree[], place: string = path): void {
  const { depth, cuts, splits, least, leaves } = forestOf(trees);
  const text = `// Made by ${origin}. Not for editing.
import { Forest } from '${relative(dirname(place), TREES)}';

/** ${what} */
export const ${name}: Forest = new Forest(
  ${depth},
  '${cuts}',
  '${splits}',
  ${least},
  '${leaves}',
);
`;
  writeFileSync(path, text);
}
