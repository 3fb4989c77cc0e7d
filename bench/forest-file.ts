import { writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { WordOdds } from '../lib/core/normalize/boilerplate/word-odds.ts';
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
  const { depth, splits, leaves } = forestOf(trees);
  const text = `// Made by ${origin}. Not for editing.
import { Forest } from '${relative(dirname(place), TREES)}';

/** ${what} */
export const ${name}: Forest = new Forest(
  ${depth},
  '${splits}',
  '${leaves}',
);
`;
  writeFileSync(path, text);
}

/** Writes the module that holds these odds, the lowest first. */
export function writeOdds(path: string, origin: string, { lists }: WordOdds): void {
  const sorted = Object.entries(lists).sort(([a], [b]) => Number(a) - Number(b));
  const text = `// Made by ${origin}. Not for editing.
import { WordOdds } from './word-odds.ts';

/** Words of what surrounds articles, and of running text. */
export const WORD_ODDS: WordOdds = new WordOdds({
${sorted.map(([tenths, list]) => property(tenths, list)).join('\n')}
});
`;
  writeFileSync(path, text);
}

/** A line, or two if the formatter would break it. */
function property(name: string, value: string): string {
  const line = `  '${name}': '${value}',`;
  return line.length <= LINE_WIDTH ? line : `  '${name}':\n    '${value}',`;
}

const LINE_WIDTH = 130;
