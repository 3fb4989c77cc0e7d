import { hash } from 'node:crypto';
import type { DecodedRecord, Rejection, RejectionReason } from '../model.ts';

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

/** Tells a rejection from what it stands in for. */
export function isRejection<T extends object>(value: T | Rejection): value is Rejection {
  return 'stage' in value && 'reason' in value;
}

export type Decoded = DecodedRecord | Rejection;
