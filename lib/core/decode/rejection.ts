import { hash } from 'node:crypto';
import type { DecodedRecord, Rejection, RejectionReason } from '../model.ts';
import { PACK_RECORDS } from './limits.ts';

/** Bytes of one record, with what names it. */
export interface RecordSource {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** SHA-256 in hexadecimal, as `raw_sha256` wants it. */
export const sha256 = (data: Uint8Array | string): string => hash('sha256', data, 'hex');

/** A rejection of the decode stage. */
export function reject(
  source: RecordSource,
  reason: RejectionReason,
  detail: string,
  sourceRecordId: string | null = null,
): Rejection {
  return { index: source.index, sourceRecordId, rawSha256: sha256(source.bytes), stage: 'decode', reason, detail };
}

/** Of an object that is not read at all: its listing says enough. */
export function tooLarge(size: number, most: number): Rejection {
  const detail = `The object has ${size} bytes; of this kind at most ${most} are read. Split it.`;
  return { index: 0, sourceRecordId: null, rawSha256: null, stage: 'decode', reason: 'too_large', detail };
}

/** Whether what begins or ends each record of a pack stands in it too often. */
export function hasTooMany(pack: string | Buffer, mark: string): boolean {
  let count = 0;
  for (let at = pack.indexOf(mark); at >= 0; at = pack.indexOf(mark, at + 1)) if (++count > PACK_RECORDS) return true;
  return false;
}

export const tooManyRecords = (source: RecordSource): Rejection =>
  reject(source, 'too_large', `There are more than ${PACK_RECORDS} records in it: split it.`);

/** Tells a rejection from what it stands in for. */
export function isRejection<T extends object>(value: T | Rejection): value is Rejection {
  return 'stage' in value && 'reason' in value;
}

export type Decoded = DecodedRecord | Rejection;
