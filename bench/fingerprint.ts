/** Fingerprints a CPU-second makes of generated news-sized texts: `node bench/fingerprint.ts [seconds]`. */
import { fingerprintOf } from '../lib/core/fingerprint/fingerprint.ts';

const SECONDS = Number(process.argv[2] ?? 2);
const TEXT_CHARS = 3_000;
const TEXTS = 500;
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

for (const [name, make] of Object.entries(sets)) {
  const texts = Array.from({ length: TEXTS }, make);
  for (const text of texts) fingerprintOf(text);
  const before = process.cpuUsage();
  let documents = 0;
  let cpuMicros = 0;
  while (cpuMicros < SECONDS * 1e6) {
    for (const text of texts) fingerprintOf(text);
    documents += texts.length;
    const { user, system } = process.cpuUsage(before);
    cpuMicros = user + system;
  }
  console.log(
    `${name.padEnd(20)} ${Math.round(documents / (cpuMicros / 1e6))} documents of ${TEXT_CHARS} characters per CPU-second`,
  );
}
