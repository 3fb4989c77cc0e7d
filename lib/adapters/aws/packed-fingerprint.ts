/**
 * A fingerprint's sketch and near keys as bytes: a quarter less than the sketch's base64, and little more than half of the keys'
 * digits. So a record of a usual article stays within 3 write units.
 */
import { CONTEXT_CHARACTERS, contextIn, HASH_DIGITS, hashOf } from '../../core/fingerprint/near-key.ts';
import type { Fingerprint } from '../../core/model.ts';

export interface PackedFingerprint extends Omit<Fingerprint, 'sketch' | 'nearKeys'> {
  /** From the stream binary values come as base64. */
  readonly sketch: Uint8Array | string;
  /** Of a fingerprint before scheme 3: the keys themselves. */
  readonly nearKeys: Uint8Array | string | readonly string[];
}

const HASH_BYTES = HASH_DIGITS / 2;
/** A context is eight digits of base64. */
const KEY_BYTES = HASH_BYTES + 6;
const KEY_CHARACTERS = HASH_DIGITS + CONTEXT_CHARACTERS;

export function packFingerprint({ sketch, nearKeys, ...fingerprint }: Fingerprint): PackedFingerprint {
  const fits = nearKeys.every((key) => key.length === KEY_CHARACTERS);
  return { ...fingerprint, sketch: bytesOf(sketch, 'base64'), nearKeys: fits ? packKeys(nearKeys) : nearKeys };
}

export function unpackFingerprint({ sketch, nearKeys, ...fingerprint }: PackedFingerprint): Fingerprint {
  const keys = typeof nearKeys === 'string' ? bytesOf(nearKeys, 'base64') : nearKeys;
  return {
    ...fingerprint,
    sketch: typeof sketch === 'string' ? sketch : Buffer.from(sketch).toString('base64'),
    nearKeys: keys instanceof Uint8Array ? unpackKeys(keys) : keys,
  };
}

function packKeys(keys: readonly string[]): Uint8Array {
  const parts = keys.flatMap((key) => [bytesOf(hashOf(key), 'hex'), bytesOf(contextIn(key), 'base64')]);
  return new Uint8Array(Buffer.concat(parts));
}

function unpackKeys(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes);
  return Array.from({ length: bytes.length / KEY_BYTES }, (_, i) => {
    const from = i * KEY_BYTES;
    const context = buffer.toString('base64', from + HASH_BYTES, from + KEY_BYTES);
    return buffer.toString('hex', from, from + HASH_BYTES) + context;
  });
}

const bytesOf = (text: string, encoding: 'base64' | 'hex'): Uint8Array => new Uint8Array(Buffer.from(text, encoding));
