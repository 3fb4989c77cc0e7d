/**
 * Compares our extraction from HTML with published extractors: all on the same labelled pages (`../shared/data/html`), in the same
 * run, with the same scorer. Each runs in a process of its own and is timed on its second pass over pages that are in memory.
 *
 * Our classifier of blocks was trained on these very pages. So `ours` is measured in five folds: each page is read by weights that
 * the pages of the other folds gave. `ours, as trained` has the weights of the product, which flatter the two body measures.
 * With `--folds FOLDER` the weights of the folds are kept there and not made again.
 *
 * The peers are not installed with the project:
 *   npm ci --prefix bench/peers --ignore-scripts
 *   python3 -m venv /tmp/trafilatura && /tmp/trafilatura/bin/pip install -r bench/peers/requirements.txt
 * Usage: PEERS_PYTHON=/tmp/trafilatura/bin/python node bench/html-peers.ts [--folds FOLDER] [name of one system …]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals: wanted } = parseArgs({ options: { folds: { type: 'string' } }, allowPositionals: true });
const here = import.meta.dirname;
const data = join(here, '../../shared/data');
const pages = join(data, 'html');
const javascript = [process.execPath, join(here, 'peers/html-rows.mjs')];
const python = [process.env.PEERS_PYTHON ?? 'python3', join(here, 'peers/html_rows.py')];

const ours = [process.execPath, join(here, 'html-rows.ts')];
const FOLDS = 5;
/** Stands for the file to write. */
const OUT = 'OUT';

/** Commands that write rows; those of a system are one pass over the pages together. */
const SYSTEMS: Readonly<Record<string, (scratch: string) => readonly (readonly string[])[]>> = {
  ours: (scratch) => weightsOfFolds(scratch).map((weights, fold) => [...ours, pages, OUT, weights, String(fold)]),
  'ours, as trained': () => [[...ours, pages, OUT]],
  readability: () => [[...javascript, 'readability', pages, OUT]],
  defuddle: () => [[...javascript, 'defuddle', pages, OUT]],
  trafilatura: () => [[...python, 'balanced', pages, OUT]],
  'trafilatura precision': () => [[...python, 'precision', pages, OUT]],
  'trafilatura recall': () => [[...python, 'recall', pages, OUT]],
  'trafilatura fast': () => [[...python, 'fast', pages, OUT]],
};

function weightsOfFolds(scratch: string): string[] {
  const folder = options.folds ?? scratch;
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: FOLDS }, (_, fold) => {
    const file = join(folder, `fold-${fold}.ts`);
    const train = [join(here, 'html-model/train.ts'), 'fold', String(fold), file];
    if (!existsSync(file)) spawnSync(process.execPath, train, { stdio: ['ignore', 'inherit', 'inherit'] });
    return file;
  });
}

/** Where the scorer prints each measure. */
const MEASURES: Readonly<Record<string, RegExp>> = {
  'word F1': /^body word F1\s+(\S+)/m,
  '4-gram F1': /^body 4-gram .* F1 (\S+)/m,
  title: /^title exact\s+(\S+)/m,
  authors: /^authors exact\s+(\S+)/m,
  date: /^date, day exact\s+(\S+)/m,
};

function measure(commands: readonly (readonly string[])[], out: string): Record<string, string> {
  let rows = '';
  let cpuSeconds = 0;
  for (const command of commands) {
    const args = command.slice(1).map((arg) => (arg === OUT ? out : arg));
    const run = spawnSync(command[0]!, args, { encoding: 'utf8' });
    if (run.status !== 0) return { 'word F1': 'not installed?' };
    cpuSeconds += (JSON.parse(run.stdout.trim().split('\n').at(-1)!) as { cpuSeconds: number }).cpuSeconds;
    rows += `${readFileSync(out, 'utf8').trim()}\n`;
  }
  writeFileSync(out, rows);
  const report = spawnSync(process.execPath, [join(data, 'score.mjs'), 'html', out], { encoding: 'utf8' }).stdout;
  const measured = Object.entries(MEASURES).map(([name, pattern]) => [name, pattern.exec(report)?.[1] ?? '']);
  return { ...Object.fromEntries(measured), 'pages per CPU-second': (readdirSync(pages).length / cpuSeconds).toFixed(1) };
}

if (!existsSync(pages)) console.log('The development data is not there; nothing to measure.');
else {
  const scratch = mkdtempSync(join(tmpdir(), 'html-peers-'));
  const table: Record<string, Record<string, string>> = {};
  for (const [name, commands] of Object.entries(SYSTEMS)) {
    if (wanted.length === 0 || wanted.includes(name)) table[name] = measure(commands(scratch), join(scratch, 'rows.jsonl'));
  }
  console.table(table);
  rmSync(scratch, { recursive: true });
}
