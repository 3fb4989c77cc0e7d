import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Rejection } from '../model.ts';
import { RATIO_FREE_BYTES, UNPACKED_RATIO } from './limits.ts';
import { type RecordSource, reject } from './rejection.ts';
import { signatureOf } from './signature.ts';

/** Unfolds gzip and zstd, known by their first bytes; other bytes come back as they are. */
export function decompress(source: RecordSource, maxBytes: number): Uint8Array | Rejection {
  const signature = signatureOf(source.bytes);
  if (signature?.kind !== 'compressed') return source.bytes;
  // The ratio is part of the limit, so that a bomb stops early instead of being measured afterwards.
  const limit = Math.min(maxBytes, Math.max(RATIO_FREE_BYTES, source.bytes.length * UNPACKED_RATIO));
  try {
    const unpack = signature.what === 'gzip' ? gunzipSync : zstdDecompressSync;
    const bytes = unpack(source.bytes, { maxOutputLength: limit });
    if (signatureOf(bytes)?.kind === 'compressed') {
      return reject(source, 'unsupported_format', `${signature.what} inside of which is compressed data again.`);
    }
    return bytes;
  } catch (error) {
    return rejectionOf(source, signature.what, limit, error);
  }
}

function rejectionOf(source: RecordSource, what: string, limit: number, error: unknown): Rejection {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return reject(source, 'bomb', `The ${what} data unfolds to more than ${limit} bytes.`);
  if (code === 'Z_BUF_ERROR') return reject(source, 'truncated', `The ${what} data ends too early.`);
  if (code.startsWith('ZSTD_') || code.startsWith('Z_')) {
    return reject(source, 'unsupported_format', `The ${what} data is damaged (${code}).`);
  }
  throw error;
}
