/**
 * Documents a CPU-second from the bytes of plain texts, beside a Python pipeline in the same run: ftfy repairs, py3langid tells the
 * language, datasketch makes a MinHash of 128 values of the word 5-shingles. Two rows, not to be mixed up:
 *
 * - The same steps, like for like: charset, repair, language, fingerprint; then each step beside the peer that does it.
 * - The whole parser, which also finds titles, dates and authors, and takes boilerplate out.
 *
 * What differs within the same steps: our repair also detects charsets, joins wrapped lines, and takes out invisible characters and runs of
 * spaces. Both make quotes alike: ftfy straight ones, ours curly ones where the text has mostly such. ftfy also makes full-width characters
 * narrow, which ours leaves to the fingerprint (NFKC). For the language ours reads the first 3,000 characters, py3langid the whole text; `the
 * beginning` is py3langid on as many. Our fingerprint also is the exact hash and the index keys.
 *
 * The texts are those of `../shared/data`: articles (`dedupe/edits.jsonl`), and pages as dumped with their menus (`text-full`).
 * The peers: see `mojibake-peers.ts`. Usage: PEERS_PYTHON=/tmp/text-peers/bin/python node bench/text-speed.ts [--seconds 4]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isRejection } from '../lib/core/decode/rejection.ts';
import { decodePlainText } from '../lib/core/decode/text.ts';
import { languageOf, SAMPLE_CHARS } from '../lib/core/extract/language.ts';
import { linesOf } from '../lib/core/extract/lines.ts';
import { fingerprintOf } from '../lib/core/fingerprint/fingerprint.ts';
import { loadModels } from '../lib/core/models.ts';
import { curlQuotes, quotesAreCurly } from '../lib/core/normalize/quotes.ts';
import { parseRecord } from '../lib/core/parser.ts';
import { readJsonLines } from './json-lines.ts';
import { RECEIVED_AT } from './received-at.ts';

const { values: options } = parseArgs({ options: { seconds: { type: 'string', default: '4' } } });
const SECONDS = Number(options.seconds);
const data = join(import.meta.dirname, '../../shared/data');

const articles = (): Buffer[] =>
  readJsonLines<{ text: string }>(join(data, 'dedupe/edits.jsonl')).map(({ text }) => Buffer.from(text));
const dumps = (): Buffer[] => readdirSync(join(data, 'text-full')).map((name) => readFileSync(join(data, 'text-full', name)));

/** The decoded text. */
function decoded(bytes: Buffer): string {
  const [record] = decodePlainText(bytes);
  if (!record || isRejection(record)) throw new Error('One of the texts was rejected.');
  return record.content;
}

function repaired(content: string): string {
  const text = linesOf(content)
    .lines.map((line) => line.text)
    .join('\n\n');
  return quotesAreCurly(text) ? curlQuotes(text) : text;
}

function sameSteps(bytes: Buffer): void {
  const text = repaired(decoded(bytes));
  languageOf(text);
  fingerprintOf(text);
}

function wholeParser(bytes: Buffer): void {
  for (const record of decodePlainText(bytes)) parseRecord(record, { key: 'a.txt', receivedAt: RECEIVED_AT });
}

function perSecond<Item>(step: (item: Item) => void, items: readonly Item[]): number {
  items.forEach(step);
  const before = process.cpuUsage();
  let documents = 0;
  let cpuMicros = 0;
  while (cpuMicros < SECONDS * 1e6) {
    items.forEach(step);
    documents += items.length;
    const { user, system } = process.cpuUsage(before);
    cpuMicros = user + system;
  }
  return documents / (cpuMicros / 1e6);
}

/** One core: the threads of their libraries would count, and are not needed here. */
function peers(texts: readonly Buffer[]): Record<string, number> {
  const python = process.env.PEERS_PYTHON ?? 'python3';
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'peers/text_speed.py')], {
    input: JSON.stringify({ texts: texts.map((bytes) => bytes.toString('base64')), seconds: SECONDS, begin: SAMPLE_CHARS }),
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
    console.log(`${name}, ${texts.length} of ${Math.round(bytes)} bytes; documents a CPU-second:`);
    const contents = texts.map(decoded);
    const theirs = peers(texts);
    const pipeline = 'ftfy + py3langid + datasketch';
    const same = perSecond(sameSteps, texts);
    const language = perSecond(languageOf, contents);
    const rows: [string, number, string][] = [
      ['the same steps: repair, language, fingerprint', same, pipeline],
      ['the same steps', same, 'the same, language of the beginning'],
      ['  repair', perSecond(repaired, contents), 'ftfy'],
      ['  language', language, 'py3langid'],
      ['  language', language, 'py3langid of the beginning'],
      ['  fingerprint', perSecond(fingerprintOf, contents), 'datasketch'],
      ['the whole parser: also titles, dates, authors, boilerplate', perSecond(wholeParser, texts), pipeline],
    ];
    for (const [what, ours, peer] of rows) {
      const ratio = (ours / theirs[peer]!).toFixed(1);
      console.log(
        `  ${what.padEnd(58)} ${String(Math.round(ours)).padStart(7)}   ${peer} ${Math.round(theirs[peer]!)}: ${ratio} times`,
      );
    }
  }
}
