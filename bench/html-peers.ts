/**
 * Compares our extraction from HTML with published extractors: all on the same labelled pages (`../shared/data/html`), in the same
 * run, with the same scorer. Each runs in a process of its own and is timed on its second pass over pages that are in memory.
 *
 * Our classifier was trained on these very pages, so our two body measures flatter here: `node bench/html-model/train.ts folds` prints
 * what it reaches on pages that were left out, and that is to be compared with the peers.
 *
 * The peers are not installed with the project:
 *   npm ci --prefix bench/peers --ignore-scripts
 *   python3 -m venv /tmp/trafilatura && /tmp/trafilatura/bin/pip install -r bench/peers/requirements.txt
 * Usage: PEERS_PYTHON=/tmp/trafilatura/bin/python node bench/html-peers.ts [name of one system …]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const data = join(here, '../../shared/data');
const pages = join(data, 'html');
const javascript = [process.execPath, join(here, 'peers/html-rows.mjs')];
const python = [process.env.PEERS_PYTHON ?? 'python3', join(here, 'peers/html_rows.py')];

const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  ours: [process.execPath, join(here, 'html-rows.ts')],
  readability: [...javascript, 'readability'],
  defuddle: [...javascript, 'defuddle'],
  trafilatura: [...python, 'balanced'],
  'trafilatura precision': [...python, 'precision'],
  'trafilatura recall': [...python, 'recall'],
  'trafilatura fast': [...python, 'fast'],
};

/** Where the scorer prints each measure. */
const MEASURES: Readonly<Record<string, RegExp>> = {
  'word F1': /^body word F1\s+(\S+)/m,
  '4-gram F1': /^body 4-gram .* F1 (\S+)/m,
  title: /^title exact\s+(\S+)/m,
  authors: /^authors exact\s+(\S+)/m,
  date: /^date, day exact\s+(\S+)/m,
};

function measure(command: readonly string[], out: string): Record<string, string> {
  const run = spawnSync(command[0]!, [...command.slice(1), pages, out], { encoding: 'utf8' });
  if (run.status !== 0) return { 'word F1': 'not installed?' };
  const { cpuSeconds } = JSON.parse(run.stdout.trim().split('\n').at(-1)!) as { cpuSeconds: number };
  const report = spawnSync(process.execPath, [join(data, 'score.mjs'), 'html', out], { encoding: 'utf8' }).stdout;
  const measured = Object.entries(MEASURES).map(([name, pattern]) => [name, pattern.exec(report)?.[1] ?? '']);
  return { ...Object.fromEntries(measured), 'pages per CPU-second': (readdirSync(pages).length / cpuSeconds).toFixed(1) };
}

if (!existsSync(pages)) console.log('The development data is not there; nothing to measure.');
else {
  const scratch = mkdtempSync(join(tmpdir(), 'html-peers-'));
  const wanted = process.argv.slice(2);
  const table: Record<string, Record<string, string>> = {};
  for (const [name, command] of Object.entries(SYSTEMS)) {
    if (wanted.length === 0 || wanted.includes(name)) table[name] = measure(command, join(scratch, 'rows.jsonl'));
  }
  console.table(table);
  rmSync(scratch, { recursive: true });
}
