import type { DecodedRecord, Rejection } from '../model.ts';
import { decompress, decompressStart } from './compression.ts';
import type { Format, Formats } from './format.ts';
import { formatByExtension, formatByMediaType, formatBySniffing, formatOf, holdsMany } from './formats.ts';
import { RECORD_BYTES, UNPACKED_RATIO, UNPACKED_TEXT_BYTES } from './limits.ts';
import { refusalOf } from './no-articles.ts';
import { type Decoded, isRejection, reject, sha256 } from './rejection.ts';
import { adviceOn, signatureOf } from './signature.ts';

export { isRejection };

/** The records of an object, in their order; a record that can't be read is its own rejection. Total on any bytes. */
export async function decodeObject(key: string, bytes: Uint8Array): Promise<(DecodedRecord | Rejection)[]> {
  const whole = { index: 0, bytes };
  if (bytes.length === 0) return [reject(whole, 'empty', 'The object has no bytes.')];
  const refusal = refusalOf(key);
  if (refusal !== null) return [reject(whole, 'unsupported_format', refusal)];
  const named = saying(formatByExtension(key));
  const head = named ? bytes : decompressStart({ index: 0, bytes: bytes.subarray(0, HEAD_BYTES) }, UNPACKED_TEXT_BYTES);
  if (isRejection(head)) return [{ ...head, rawSha256: sha256(bytes) }];
  const { maxBytes, survivesCut } = named ?? formatBySniffing(head);
  const unpacked = decompress(whole, maxBytes);
  if (!isRejection(unpacked)) return await decodeBytes(unpacked, named);
  if (unpacked.reason !== 'truncated' || !survivesCut) return [unpacked];
  const start = decompressStart(whole, maxBytes);
  if (isRejection(start) || start.length === 0) return [unpacked];
  const records = await decodeBytes(start, named);
  const last = records.at(-1)!;
  const saysSo = isRejection(last) && last.reason === 'truncated';
  return saysSo ? records : [...records, { ...unpacked, index: records.length }];
}

/** Of compressed data whose name says nothing, so much is unfolded to see what it is: a block of zstd, which has at most 128 kB. */
const HEAD_BYTES = UNPACKED_TEXT_BYTES / UNPACKED_RATIO;

/** Any text may be called `.txt`: scrapers save pages and feeds so. Other names are believed. */
const saying = (named: Format | undefined): Format | undefined => (named?.name === 'plain_text' ? undefined : named);

/** The records in bytes that are not compressed, in this format or in the one that they look like. */
async function decodeBytes(bytes: Uint8Array, named: Format | undefined, declared: string | null = null): Promise<Decoded[]> {
  const whole = { index: 0, bytes };
  if (bytes.length === 0) return [reject(whole, 'empty', 'There are no bytes in it.')];
  const signature = signatureOf(bytes);
  if (signature) {
    const reason = signature.kind === 'binary' || signature.kind === 'document' ? 'binary' : 'unsupported_format';
    return [reject(whole, reason, `The file starts with the signature of a ${signature.what}${adviceOn(signature)}.`)];
  }
  const format = formatOf(bytes, named);
  if (!holdsMany(format) && bytes.length > RECORD_BYTES) {
    return [reject(whole, 'too_large', `The text is larger than ${RECORD_BYTES} bytes.`)];
  }
  return await format.decode(bytes, declared, FORMATS_WITHIN);
}

const FORMATS_WITHIN: Formats = { byMediaType: formatByMediaType, bySniffing: formatBySniffing, decode: decodeBytes };
