import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio';
import type { Rejection, RejectionReason } from '../model.ts';
import { decodeBody } from './compression.ts';
import type { Format, Formats } from './format.ts';
import { RECORD_BYTES, UNPACKED_TEXT_BYTES } from './limits.ts';
import { type Decoded, hasTooMany, isRejection, type RecordSource, reject, tooManyRecords } from './rejection.ts';
import { HEAD_BYTES, type WarcSpan, warcSpans } from './warc-records.ts';

/** A web archive: every page that a server gave is a document, and what is none says why. Records about records are passed over. */
export async function decodeWarc(bytes: Uint8Array, formats: Formats): Promise<Decoded[]> {
  if (hasTooMany(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), '\nWARC/'))
    return [tooManyRecords({ index: 0, bytes })];
  const documents: Decoded[] = [];
  for (const span of warcSpans(bytes)) {
    const source = { index: documents.length, bytes: bytes.subarray(span.start, span.end) };
    for (const decoded of await decodeSpan(source, span, formats)) documents.push({ ...decoded, index: documents.length });
  }
  if (documents.length > 0) return documents;
  return [reject({ index: 0, bytes }, 'empty', 'The archive holds no responses.')];
}

/** What a crawler writes beside the pages: how it ran, what it asked for, and look-ups of names. */
const ABOUT_RECORDS = new Set(['warcinfo', 'request', 'metadata']);
const HOLD_PAYLOAD = new Set(['response', 'resource', 'conversion']);

const PROBLEMS: Readonly<Record<Exclude<WarcSpan['state'], 'whole'>, string>> = {
  truncated: 'The archive ends within the record.',
  no_record: 'Where a record should begin is something else.',
  long_head: `The headers of the record do not end within ${HEAD_BYTES} bytes.`,
  wrong_length: 'The record does not end where its Content-Length says.',
};

async function decodeSpan(source: RecordSource, { start, block, state }: WarcSpan, formats: Formats): Promise<Decoded[]> {
  if (state !== 'whole') return [reject(source, state === 'truncated' ? 'truncated' : 'malformed', PROBLEMS[state])];
  const record = await readRecord(source.bytes, block - start);
  const type = record.warcType ?? '';
  if (ABOUT_RECORDS.has(type) || record.warcContentType?.startsWith('text/dns')) return [];
  const id = record.warcHeader('WARC-Record-ID')?.replace(/^<|>$/g, '') ?? null;
  const url = record.warcTargetURI ?? null;
  const decoded = HOLD_PAYLOAD.has(type) ? await decodePayload(record, source, formats) : [refusal(record, source)];
  return decoded.map((one) => asDocument(one, { id, url, isOnly: decoded.length === 1 }));
}

/** Given the bytes of one record, and headers that end soon, the parser has nothing to say to the console and takes linear time. */
async function readRecord(bytes: Uint8Array, block: number): Promise<WARCRecord> {
  const parseHttp = Buffer.from(bytes.buffer, bytes.byteOffset + block, Math.min(HEAD_BYTES, bytes.length - block)).includes(
    '\r\n\r\n',
  );
  return (await new WARCParser(new AsyncIterReader([bytes], null), { parseHttp }).parse())!;
}

const addressOf = ({ warcTargetURI }: WARCRecord): string => warcTargetURI?.slice(0, 300) ?? 'An unknown address';

/** Why a record of a type without a payload of its own is no document. */
function refusal(record: WARCRecord, source: RecordSource): Rejection {
  const { warcType } = record;
  if (warcType !== 'revisit') return reject(source, 'unsupported_format', `A record of type ${(warcType ?? '?').slice(0, 40)}.`);
  return reject(source, 'no_body', `A repeated visit of ${addressOf(record)}; an earlier record holds its text.`);
}

async function decodePayload(record: WARCRecord, source: RecordSource, formats: Formats): Promise<Decoded[]> {
  const { isHttp, status, format, charset, mediaType } = describe(record, formats);
  const address = addressOf(record);
  const refuse = (reason: RejectionReason, detail: string) => [reject(source, reason, detail)];
  if (isHttp && !record.httpHeaders)
    return refuse('malformed', `The headers of the answer of ${address} do not end within ${HEAD_BYTES} bytes.`);
  if (isHttp && !(status >= 200 && status < 300)) return refuse('http_status', `${address} was answered with ${status}.`);
  if (format === 'none') return refuse('unsupported_format', `${address} is ${mediaType}.`);
  if (source.bytes.length > RECORD_BYTES) return refuse('too_large', `The record is larger than ${RECORD_BYTES} bytes.`);

  const body = await bodyOf(record, source);
  if (isRejection(body)) return [body];
  const named = format === 'unstated' ? formats.bySniffing(body) : format;
  if (format === 'unstated' && named.name !== 'html')
    return refuse('unsupported_format', `${address} states no type, and is no page.`);
  return await formats.decode(body, named, charset);
}

interface Description {
  readonly isHttp: boolean;
  readonly status: number;
  readonly mediaType: string;
  readonly format: Format | 'unstated' | 'none';
  readonly charset: string | null;
}

/** What the headers say: those of the server where there are some, else those of the record. */
function describe(record: WARCRecord, formats: Formats): Description {
  const isHttp = record.warcType === 'response' && /^application\/http\b/.test(record.warcContentType ?? '');
  const headers = isHttp ? record.httpHeaders?.headers : undefined;
  const stated = (isHttp ? headers?.get('content-type') : record.warcContentType) ?? '';
  const mediaType = stated.split(';', 1)[0]!.trim();
  // By definition for programs, not readers: https://www.rfc-editor.org/rfc/rfc9309#section-2.3
  const isForRobots = /^[^?#]*\/robots\.txt$/.test(record.warcTargetURI ?? '');
  const format = mediaType === '' ? 'unstated' : (formats.byMediaType(mediaType) ?? 'none');
  return {
    isHttp,
    status: Number(record.httpHeaders?.statusCode),
    mediaType: isForRobots ? 'a file for crawlers' : mediaType.slice(0, 80),
    format: isForRobots ? 'none' : format,
    charset: /;\s{0,9}charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})/i.exec(stated)?.[1] ?? null,
  };
}

/** The payload without its chunks and codings. */
async function bodyOf(record: WARCRecord, { index }: RecordSource): Promise<Uint8Array | Rejection> {
  const headers = record.httpHeaders?.headers;
  const coding = headers?.get('content-encoding') ?? '';
  const isChunked = /\bchunked\b/i.test(headers?.get('transfer-encoding') ?? '');
  // Codings are undone by zlib, which knows more of them and where to stop.
  headers?.delete('content-encoding');
  headers?.delete('transfer-encoding');
  if (isChunked) headers?.set('transfer-encoding', 'chunked');
  const payload = await record.readFully(true);
  return decodeBody({ index, bytes: payload }, coding, UNPACKED_TEXT_BYTES);
}

function asDocument(decoded: Decoded, { id, url, isOnly }: { id: string | null; url: string | null; isOnly: boolean }): Decoded {
  const sourceRecordId = isOnly ? id : (decoded.sourceRecordId ?? id);
  if (isRejection(decoded)) return { ...decoded, sourceRecordId };
  // Where a page was found is surer than what it says of it; a record of fields is not always what was found there.
  const address = url !== null && isOnly ? { url } : {};
  const stated = decoded.fromFields ? { ...address, ...decoded.stated } : { ...decoded.stated, ...address };
  // Fields are known by what holds them: a feed, a mail or JSON.
  const container = decoded.container ?? (decoded.fromFields ? null : 'warc');
  return { ...decoded, sourceRecordId, stated, ...(container && { container }) };
}
