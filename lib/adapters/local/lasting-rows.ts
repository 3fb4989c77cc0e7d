import type { LiveContent } from '../../core/catalog-record.ts';
import { CONTEXT_CHARACTERS, contextIn, HASH_DIGITS, hashOf } from '../../core/fingerprint/near-key.ts';
import { METADATA_COLUMNS, type MetadataRow } from '../../core/lake/columns.ts';
import { objectOf, valuesOf } from './named-values.ts';

const METADATA_NAMES = METADATA_COLUMNS.map(({ name }) => name);

/**
 * What stays as long as the text does, the larger part of a record, without names; bytes are kept beside it: the sketch, and behind it the
 * near keys, which take 14 instead of 24.
 */
type Lasting = readonly [
  scheme: number,
  contentSha256: string,
  shingleCount: number,
  tokenCount: number,
  nearKeys: number | readonly string[],
  metadata: MetadataRow | readonly unknown[],
];

const HASH = isOneOf('0123456789abcdef');
const CONTEXT = isOneOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const HASH_BYTES = HASH_DIGITS / 2;
const CONTEXT_BYTES = (CONTEXT_CHARACTERS * 3) / 4;

/** Two of them fit a page, which one with names and the sketch as text would have for itself. */
export function encodeLasting({ fingerprint, metadata }: LiveContent): [bytes: Uint8Array, content: string] {
  const { scheme, contentSha256, shingleCount, tokenCount, sketch, nearKeys } = fingerprint;
  const isPacked = nearKeys.every(isNearKey);
  const keys = isPacked ? nearKeys.length : nearKeys;
  const lasting: Lasting = [scheme, contentSha256, shingleCount, tokenCount, keys, packMetadata(metadata)];
  return [isPacked ? bytesOf(sketch, nearKeys) : Buffer.from(sketch, 'base64'), JSON.stringify(lasting)];
}

export function decodeLasting(bytes: Uint8Array, content: string): Pick<LiveContent, 'fingerprint' | 'metadata'> {
  const [scheme, contentSha256, shingleCount, tokenCount, keys, metadata]: Lasting = JSON.parse(content);
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = typeof keys === 'number' ? all.length - keys * (HASH_BYTES + CONTEXT_BYTES) : all.length;
  const sketch = all.toString('base64', 0, end);
  const nearKeys = typeof keys === 'number' ? keysIn(all.subarray(end), keys) : keys;
  return {
    fingerprint: { scheme, contentSha256, shingleCount, sketch, nearKeys, tokenCount },
    metadata: unpackMetadata(metadata),
  };
}

/** Whether bytes say all of the key: a regular expression takes six times as long. */
function isNearKey(key: string): boolean {
  if (key.length !== HASH_DIGITS + CONTEXT_CHARACTERS) return false;
  for (let i = 0; i < key.length; i++) if (!(i < HASH_DIGITS ? HASH : CONTEXT)[key.charCodeAt(i)]) return false;
  return true;
}

/** By character. */
function isOneOf(characters: string): readonly boolean[] {
  return Array.from({ length: 128 }, (_, code) => characters.includes(String.fromCharCode(code)));
}

/** The sketch, all hashes, and all contexts. */
function bytesOf(sketch: string, nearKeys: readonly string[]): Buffer {
  const length = Buffer.byteLength(sketch, 'base64');
  const bytes = Buffer.allocUnsafe(length + nearKeys.length * (HASH_BYTES + CONTEXT_BYTES));
  bytes.write(sketch, 0, 'base64');
  bytes.write(nearKeys.map(hashOf).join(''), length, 'hex');
  bytes.write(nearKeys.map(contextIn).join(''), length + nearKeys.length * HASH_BYTES, 'base64');
  return bytes;
}

function keysIn(bytes: Buffer, count: number): string[] {
  const hashes = bytes.toString('hex', 0, count * HASH_BYTES);
  const contexts = bytes.toString('base64', count * HASH_BYTES);
  return Array.from({ length: count }, (_, i) => {
    const hash = hashes.slice(i * HASH_DIGITS, (i + 1) * HASH_DIGITS);
    return hash + contexts.slice(i * CONTEXT_CHARACTERS, (i + 1) * CONTEXT_CHARACTERS);
  });
}

/** Whether the lasting parts are known to be the same: records are never changed, so those of one object are. */
export function isSameLasting(a: LiveContent | null | undefined, b: LiveContent): boolean {
  return a?.fingerprint === b.fingerprint && a.metadata === b.metadata;
}

/** The values of all columns; as it is when it has not them all. */
function packMetadata(metadata: MetadataRow): MetadataRow | readonly unknown[] {
  const values = valuesOf(METADATA_NAMES, metadata);
  return values.includes(undefined) ? metadata : values;
}

function unpackMetadata(packed: MetadataRow | readonly unknown[]): MetadataRow {
  return Array.isArray(packed) ? objectOf(METADATA_NAMES, packed) : (packed as MetadataRow);
}
