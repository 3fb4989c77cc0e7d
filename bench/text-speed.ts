/**
 * Documents a CPU-second from the bytes of a plain text to its article and fingerprint, beside a Python pipeline that does the like in the
 * same run: ftfy repairs, py3langid tells the language, datasketch makes a MinHash of 128 values of the word 5-shingles. Ours also takes
 * titles, dates and authors out, cleans the body, and makes the exact hash and the index keys.
 *
 * The texts are those of `../shared/data`: articles (`dedupe/edits.jsonl`), and pages as dumped with their menus (`text-full`).
 * The peers: see `mojibake-peers.ts`. Usage: PEERS_PYTHON=/tmp/text-peers/bin/python node bench/text-speed.ts [--seconds 4]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePlainText } from '../lib/core/decode/text.ts';
import { loadModels } from '../lib/core/models.ts';
import { parseRecord } from '../lib/core/parser.ts';
import { RECEIVED_AT } from './received-at.ts';

const { values: options } = parseArgs({ options: { seconds: { type: 'string', default: '4' } } });
const SECONDS = Number(options.seconds);
const data = join(import.meta.dirname, '../../shared/data');

const articles = (): Buffer[] =>
  readFileSync(join(data, 'dedupe/edits.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Buffer.from((JSON.parse(line) as { text: string }).text));
const dumps = (): Buffer[] => readdirSync(join(data, 'text-full')).map((name) => readFileSync(join(data, 'text-full', name)));

function pass(texts: readonly Buffer[]): void {
  for (const bytes of texts)
    for (const record of decodePlainText(bytes)) parseRecord(record, { key: 'a.txt', receivedAt: RECEIVED_AT });
}

function perSecond(texts: readonly Buffer[]): number {
  pass(texts);
  const before = process.cpuUsage();
  let documents = 0;
  let cpuMicros = 0;
  while (cpuMicros < SECONDS * 1e6) {
    pass(texts);
    documents += texts.length;
    const { user, system } = process.cpuUsage(before);
    cpuMicros = user + system;
  }
  return documents / (cpuMicros / 1e6);
}

/** One core: the threads of their libraries would count, and are not needed here. */
function peers(texts: readonly Buffer[]): Record<string, number> {
  const python = process.env.PEERS_PYTHON ?? 'python3';
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'peers/text_speed.py')], {
    input: JSON.stringify({ texts: texts.map((bytes) => bytes.toString('base64')), seconds: SECONDS }),
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  if (status !== 0) throw new Error(`${python} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

if (!existsSync(data)) console.log('The development data is not there; nothing to measure.');
else {
  await loadModels(['charset', 'language']);
  for (const [name, texts] of Object.entries({ articles: articles(), 'page dumps': dumps() })) {
    const bytes = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    const ours = perSecond(texts);
    console.log(`${name}, ${texts.length} of ${Math.round(bytes)} bytes: ours ${Math.round(ours)} per CPU-second`);
    for (const [peer, theirs] of Object.entries(peers(texts))) {
      console.log(`  ${peer.padEnd(28)} ${Math.round(theirs)}, ours ${(ours / theirs).toFixed(1)} times`);
    }
  }
}
