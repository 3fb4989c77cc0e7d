import { readFileSync } from 'node:fs';

/** The rows of a file of JSON Lines. */
export function readJsonLines<Row>(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
