import { brotliDecompressSync, constants, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import type { Rejection } from '../model.ts';
import { RATIO_FREE_BYTES, UNPACKED_RATIO } from './limits.ts';
import { isRejection, type RecordSource, reject } from './rejection.ts';
import { signatureOf } from './signature.ts';

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

/** Unfolds gzip (also of several members) and zstd, known by their first bytes; other bytes come back as they are. */
export function decompress(source: RecordSource, maxBytes: number): Uint8Array | Rejection {
  const signature = signatureOf(source.bytes);
  if (signature?.kind !== 'compressed') return source.bytes;
  const bytes = unpack(source, signature.what, signature.what === 'gzip' ? gunzipSync : zstdDecompressSync, maxBytes);
  if (!isRejection(bytes) && signatureOf(bytes)?.kind === 'compressed') {
    return reject(source, 'unsupported_format', `${signature.what} inside of which is compressed data again.`);
  }
  return bytes;
}

/** What unfolds of compressed data that ends too early. */
export function decompressStart(source: RecordSource, maxBytes: number): Uint8Array | Rejection {
  const signature = signatureOf(source.bytes);
  if (signature?.kind !== 'compressed') return source.bytes;
  return unpack(source, signature.what, signature.what === 'gzip' ? gunzipStart : zstdStart, maxBytes);
}

const gunzipStart: Unpack = (bytes, options) => gunzipSync(bytes, { ...options, finishFlush: constants.Z_SYNC_FLUSH });
const zstdStart: Unpack = (bytes, options) => zstdDecompressSync(bytes, { ...options, finishFlush: constants.ZSTD_e_flush });

/** By the names of HTTP's Content-Encoding. */
const CODINGS: Readonly<Record<string, Unpack>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** Undoes the coding of an HTTP body. An archiver may have done it already and left the header: then the bytes stay. */
export function decodeBody(source: RecordSource, coding: string, maxBytes: number): Uint8Array | Rejection {
  const name = coding.trim().toLowerCase();
  if (!Object.hasOwn(CODINGS, name)) return source.bytes;
  const bytes = unpack(source, name, CODINGS[name]!, maxBytes);
  return isRejection(bytes) && bytes.reason === 'unsupported_format' ? source.bytes : bytes;
}

/** The ratio is part of the limit, so that a bomb stops early instead of being measured afterwards. */
const limitOf = (bytes: Uint8Array, maxBytes: number): number =>
  Math.min(maxBytes, Math.max(RATIO_FREE_BYTES, bytes.length * UNPACKED_RATIO));

function unpack(source: RecordSource, what: string, unpacker: Unpack, maxBytes: number): Uint8Array | Rejection {
  const maxOutputLength = limitOf(source.bytes, maxBytes);
  try {
    return unpacker(source.bytes, { maxOutputLength });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_BUFFER_TOO_LARGE')
      return reject(source, 'bomb', `The ${what} data unfolds to more than ${maxOutputLength} bytes.`);
    if (code === 'Z_BUF_ERROR') return reject(source, 'truncated', `The ${what} data ends too early.`);
    if (/^(?:Z_|ZSTD_|ERR_)/.test(code)) return reject(source, 'unsupported_format', `The ${what} data is damaged (${code}).`);
    throw error;
  }
}
