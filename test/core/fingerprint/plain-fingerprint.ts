import { createHash } from 'node:crypto';
import type { Fingerprint } from '../../../lib/core/model.ts';

/** The definition of a fingerprint, word for word and slowly: no tables, no buffers. What the fast one must equal. */
export function plainFingerprintOf(text: string): Fingerprint {
  const composed = composedOf(text);
  const tokens = tokensOf(composed.toLowerCase());
  const samples = samplesOf(tokens);
  return {
    scheme: 4,
    contentSha256: createHash('sha256')
      .update(tokens.length > 0 ? tokens.join(' ') : composed.trim())
      .digest('hex'),
    shingleCount: samples.size,
    sketch: sketchOf(samples, tokens),
    nearKeys: nearKeysOf(tokens),
    tokenCount: tokens.length,
  };
}

/** The canonical text. */
export function plainCanonicalText(text: string): string {
  return tokensOf(composedOf(text).toLowerCase()).join(' ');
}

function composedOf(text: string): string {
  return text
    .toWellFormed()
    .replace(/(\p{M}{30})\p{M}+/gu, '$1')
    .normalize('NFKC');
}

const UNSPACED =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Bopomofo}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';
const INVISIBLE = /(?!\u200b)\p{Cf}/gu;
const TOKEN = new RegExp(`(?=[\\p{L}\\p{N}])(?:(?:${UNSPACED})\\p{M}*|(?:(?!${UNSPACED})[\\p{L}\\p{N}]\\p{M}*)+)`, 'gu');
const SINGLE = new RegExp(`^${UNSPACED}`, 'u');
const FIGURE = new RegExp(`^(?!${UNSPACED})\\p{Nd}`, 'u');

function tokensOf(text: string): string[] {
  return text.replace(INVISIBLE, '').match(TOKEN) ?? [];
}

/** The place each distinct shingle first stands at, by the shingle's hash. */
function samplesOf(tokens: readonly string[]): Map<number, number> {
  const hashes = tokens.map(highOf);
  const placed: [hash: number, place: number][] = [];
  for (let i = 0; i < tokens.length; i++) {
    const shingle = hashes.slice(i, i + (SINGLE.test(tokens[i]!) ? 6 : 3));
    const isWhole = shingle.length === (SINGLE.test(tokens[i]!) ? 6 : 3);
    if (isWhole) placed.push([runHash(shingle, HIGH), Math.floor((i * 256) / tokens.length)]);
  }
  if (placed.length === 0 && tokens.length > 0) placed.push([runHash(hashes, HIGH), 0]);
  // The last of a key stays in a map, the first is wanted.
  return new Map(placed.reverse());
}

function sketchOf(samples: Map<number, number>, tokens: readonly string[]): string {
  const kept = [...samples].sort(([a], [b]) => a - b).slice(0, 256);
  const figures = new Set(tokens.filter((token) => FIGURE.test(token)).map((token) => highOf(token) >>> 16));
  const kinds = [
    Uint32Array.from(kept, ([hash]) => hash),
    Uint16Array.from([...figures].sort((a, b) => a - b).slice(0, 32)),
    Uint8Array.from(kept, ([, place]) => place),
  ];
  return Buffer.concat(kinds.map((part) => new Uint8Array(part.buffer))).toString('base64');
}

function nearKeysOf(tokens: readonly string[]): string[] {
  const high = tokens.map(highOf);
  const low = tokens.map((token) => Number(tokenHash(token) & 0xffffffffn));
  const length = Math.min(5, tokens.length);
  const contexts = new Map<string, string>();
  for (let i = 0; i + length <= tokens.length && length > 0; i++) {
    const words = [runHash(high.slice(i, i + length), HIGH), runHash(low.slice(i, i + length), LOW)];
    const key = words.map((word) => word.toString(16).padStart(8, '0')).join('');
    const around = [i - 4, i - 3, i - 2, i - 1, i + length, i + length + 1, i + length + 2, i + length + 3];
    const context = around.map((at) => (high[at] === undefined ? '/' : KINDS[high[at] % 63]));
    if (!contexts.has(key)) contexts.set(key, context.join(''));
  }
  let below = 2 ** 26;
  for (let most = 65_536; most < tokens.length; most *= 2) below /= 2;
  const sampled = [...contexts].sort().filter(([key], i) => i < 12 || Number.parseInt(key.slice(0, 8), 16) < below);
  return sampled.map(([key, context]) => key + context);
}

const KINDS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+'];

/** 64 bits over a token's UTF-8: its bytes 16 at a time, the last filled up with zeros, then once more mixed. */
function tokenHash(token: string): bigint {
  const bytes = Buffer.alloc(Math.ceil(Buffer.byteLength(token) / 16) * 16);
  bytes.write(token);
  let h = 0n;
  for (let i = 0; i < bytes.length; i += 16) {
    const turned = BigInt.asUintN(64, h << 29n) | (h >> 35n);
    h = (turned ^ bytes.readBigUInt64LE(i)) * 0x9e3779b97f4a7c15n + bytes.readBigUInt64LE(i + 8) * 0xc2b2ae3d27d4eb4fn;
    h = BigInt.asUintN(64, h);
  }
  h = BigInt.asUintN(64, (h ^ (h >> 32n)) * 0xff51afd7ed558ccdn);
  return h ^ (h >> 32n);
}

export function highOf(token: string): number {
  return Number(tokenHash(token) >> 32n);
}

export const HIGH = 0x27d4eb2f;
const LOW = 0x1b873593;

/** A polynomial of the tokens' hashes, once more mixed. */
export function runHash(hashes: readonly number[], base: number): number {
  let h = 0;
  for (const hash of hashes) h = (Math.imul(h, base) + hash) | 0;
  return Math.imul(h ^ (h >>> 15), 0xc2b2ae35) >>> 0;
}
