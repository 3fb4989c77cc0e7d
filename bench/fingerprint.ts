/**
 * Fingerprints a CPU-second makes of generated news-sized texts: `node bench/fingerprint.ts [--seconds 0.3] [--peers python]`.
 *
 * With `--peers` other libraries make MinHash signatures of 128 values of the same texts' word 5-shingles in the same run, on one
 * core, string in. Ours is the whole fingerprint: the exact hash, the sketch with places and figures, and the index keys; and, since
 * the peers make no exact hash, the sketch and the keys alone.
 * All take turns for some rounds, since the speed of a shared machine changes by the second: medians of rates, and of their ratios.
 * They part words at spaces, so of the Chinese texts they hash a handful of tokens where ours hashes every character.
 *
 * A Python that has them: `python3 -m venv /tmp/dedupe-peers && /tmp/dedupe-peers/bin/pip install datasketch==1.6.5 rensa==0.5.0
 * gaoya==0.2.2`, then `--peers /tmp/dedupe-peers/bin/python`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintOf } from '../lib/core/fingerprint/fingerprint.ts';
import { Scanner } from '../lib/core/fingerprint/scanner.ts';

const { values: options } = parseArgs({ options: { seconds: { type: 'string', default: '0.3' }, peers: { type: 'string' } } });
const SECONDS = Number(options.seconds);
const TEXT_CHARS = 3_000;
const TEXTS = 500;
const WARM_UP_PASSES = 40;
const ROUNDS = 11;
const SYLLABLES = ['ta', 'ren', 'mo', 'lis', 'ka', 'du', 'ver', 'ne', 'pol', 'shi'];
const CYRILLIC_SYLLABLES = ['та', 'рен', 'мо', 'лис', 'ка', 'ду', 'вер', 'не', 'пол', 'ши'];
const HAN = [...'的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年'];

// xorshift32 (Marsaglia 2003): the same texts on every run.
let state = 1;
function below(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function textOf(parts: readonly string[], separator: string): string {
  let text = '';
  while (text.length < TEXT_CHARS) {
    for (let part = below(3); part >= 0; part--) text += parts[below(parts.length)];
    text += below(12) === 0 ? '. ' : separator;
  }
  return text;
}

const sets = {
  ascii: () => textOf(SYLLABLES, ' '),
  'typographic quotes': () => `“${textOf(SYLLABLES, ' ')}”`,
  cyrillic: () => textOf(CYRILLIC_SYLLABLES, ' '),
  chinese: () => textOf(HAN, ''),
};

const scanner = new Scanner(2 * TEXT_CHARS);
function sketchAndKeysOf(text: string): void {
  scanner.scan(text, false);
  void scanner.sketch;
  void scanner.nearKeys;
}

type Fingerprinting = (text: string) => unknown;
const OURS: readonly Fingerprinting[] = [fingerprintOf, sketchAndKeysOf];

function perSecond(make: Fingerprinting, texts: readonly string[]): number {
  const before = process.cpuUsage();
  let documents = 0;
  let cpuMicros = 0;
  while (cpuMicros < SECONDS * 1e6) {
    for (const text of texts) make(text);
    documents += texts.length;
    const { user, system } = process.cpuUsage(before);
    cpuMicros = user + system;
  }
  return documents / (cpuMicros / 1e6);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** One core: their threads' time would count, and none of these use threads here. */
function peersPerSecond(python: string, texts: readonly string[]): Record<string, number> {
  const script = join(import.meta.dirname, 'fingerprint-peers.py');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', RAYON_NUM_THREADS: '1' };
  const input = JSON.stringify({ texts, seconds: SECONDS });
  const { status, stdout, stderr } = spawnSync(python, [script], { input, env, encoding: 'utf8', maxBuffer: 2 ** 24 });
  if (status !== 0) throw new Error(`${python} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

for (const [name, make] of Object.entries(sets)) {
  // Each text by itself in memory, as it comes from a parser: strings that were put together are slower to read the first time.
  const texts: string[] = JSON.parse(JSON.stringify(Array.from({ length: TEXTS }, make)));
  // What compiling takes is paid once a process.
  for (let pass = 0; pass < WARM_UP_PASSES; pass++) for (const text of texts) for (const ours of OURS) ours(text);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    ours: OURS.map((ours) => perSecond(ours, texts)),
    peers: options.peers === undefined ? {} : peersPerSecond(options.peers, texts),
  }));
  const [whole, alone] = OURS.map((_, way) => median(rounds.map(({ ours }) => ours[way]!))) as [number, number];
  console.log(
    `${name.padEnd(20)} ${Math.round(whole)} documents of ${TEXT_CHARS} characters per CPU-second, ${Math.round(alone)} without the exact hash`,
  );
  for (const peer of Object.keys(rounds[0]!.peers)) {
    const theirs = Math.round(median(rounds.map(({ peers }) => peers[peer]!)));
    const [times, without] = OURS.map((_, way) => median(rounds.map(({ ours, peers }) => ours[way]! / peers[peer]!)).toFixed(1));
    console.log(`  ${peer.padEnd(18)} ${theirs}, ours ${times} times, ${without} without`);
  }
}
