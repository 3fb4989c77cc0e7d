/**
 * Prints how well the text core does on the labelled development data beside the repository (`../shared/data`).
 * Usage: node bench/text-quality.ts [seeds|text-region|text-full|html|mojibake] [--half a|b]
 * A half is the pages whose name hashes to it: who writes rules reads the errors of `a` alone, and `b` tells what they are worth.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeObject, isRejection } from '../lib/core/decode/decode.ts';
import { articleOf } from '../lib/core/extract/article.ts';
import { loadModels } from '../lib/core/models.ts';
import { repairMojibake } from '../lib/core/normalize/mojibake.ts';
import { readJsonLines } from './json-lines.ts';
import { RECEIVED_AT } from './received-at.ts';

await loadModels(['charset', 'language']);
const shared = join(import.meta.dirname, '../../shared');
const data = join(shared, 'data');
const scratch = mkdtempSync(join(tmpdir(), 'text-quality-'));

/** One row a document, with the lake's column names. */
async function rowsOf(folder: string): Promise<object[]> {
  const rows: object[] = [];
  for (const name of readdirSync(folder)) {
    const decoded = (await decodeObject(name, readFileSync(join(folder, name))))[0]!;
    const article = isRejection(decoded) ? decoded : articleOf(decoded, { key: name, receivedAt: RECEIVED_AT });
    if (isRejection(article)) continue;
    const { metadata, body, removed, captions } = article;
    rows.push({ source_key: name, ...metadata, body, removed, captions });
  }
  return rows;
}

function score(...args: string[]): void {
  const { stdout, stderr } = spawnSync(process.execPath, [join(scratch, 'score.mjs'), ...args], { encoding: 'utf8' });
  console.log(stdout + stderr);
}

const halfOf = (id: string): string => (createHash('sha256').update(id).digest()[0]! % 2 === 0 ? 'a' : 'b');

/** The scorer reads the labels that stand beside it: those of the wanted half. */
function writeLabels(half: string | undefined): void {
  copyFileSync(join(data, 'score.mjs'), join(scratch, 'score.mjs'));
  for (const file of readdirSync(data).filter((name) => name.endsWith('-gold.json'))) {
    const labels = JSON.parse(readFileSync(join(data, file), 'utf8')) as Record<string, unknown>;
    const chosen = Object.entries(labels).filter(([id]) => half === undefined || file.startsWith('seeds') || halfOf(id) === half);
    writeFileSync(join(scratch, file), JSON.stringify(Object.fromEntries(chosen)));
  }
}

function write(name: string, rows: readonly object[]): string {
  const path = join(scratch, `${name}.jsonl`);
  writeFileSync(path, rows.map((row) => JSON.stringify(row)).join('\n'));
  return path;
}

function mojibake(set: string): void {
  const path = join(data, 'mojibake', `${set}.jsonl`);
  const lines = readJsonLines<{ id: string; input: string }>(path);
  console.log(`== mojibake ${set}`);
  score(
    'mojibake',
    path,
    write(
      set,
      lines.map(({ id, input }) => ({ id, text: repairMojibake(input).text })),
    ),
  );
}

const { values, positionals } = parseArgs({ options: { half: { type: 'string' } }, allowPositionals: true });
const [wanted] = positionals;
const folders = {
  seeds: join(shared, 'seeds'),
  'text-region': join(data, 'text-region'),
  'text-full': join(data, 'text-full'),
  html: join(data, 'html'),
};
if (!existsSync(data)) console.log('The development data is not there; nothing to measure.');
else {
  writeLabels(values.half);
  for (const [set, folder] of Object.entries(folders)) {
    if (wanted && wanted !== set) continue;
    const start = performance.now();
    const rows = await rowsOf(folder);
    console.log(`== ${set}: ${rows.length} documents in ${(performance.now() - start).toFixed(0)} ms`);
    score(set, write(set, rows));
  }
  if (!wanted || wanted === 'mojibake') for (const set of ['spot', 'whole', 'negative']) mojibake(set);
}
rmSync(scratch, { recursive: true });
