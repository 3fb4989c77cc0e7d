import type { DecodedRecord, Rejection } from '../model.ts';
import { decompress } from './compression.ts';
import { formatByExtension, formatBySniffing } from './formats.ts';
import { RECORD_BYTES, UNPACKED_PACK_BYTES } from './limits.ts';
import { isRejection, reject } from './rejection.ts';
import { signatureOf } from './signature.ts';

export { isRejection };

const SNIFFED_BYTES = 4_096;

/** The records of an object, in their order; a record that can't be read is its own rejection. Total on any bytes. */
export function decodeObject(key: string, bytes: Uint8Array): (DecodedRecord | Rejection)[] {
  const whole = { index: 0, bytes };
  if (bytes.length === 0) return [reject(whole, 'empty', 'The object has no bytes.')];
  const named = formatByExtension(key);
  const unpacked = decompress(whole, named?.maxBytes ?? UNPACKED_PACK_BYTES);
  if (isRejection(unpacked)) return [unpacked];

  const signature = signatureOf(unpacked);
  if (signature) {
    const reason = signature.kind === 'binary' ? 'binary' : 'unsupported_format';
    return [reject(whole, reason, `The file starts with the signature of a ${signature.what}.`)];
  }
  const head = Buffer.from(unpacked.subarray(0, SNIFFED_BYTES)).toString('latin1');
  const format = named ?? formatBySniffing(head);
  const holdsMany = format.maxBytes === UNPACKED_PACK_BYTES;
  if (!holdsMany && unpacked.length > RECORD_BYTES) {
    return [reject(whole, 'too_large', `The text is larger than ${RECORD_BYTES} bytes.`)];
  }
  return format.decode(unpacked);
}
