/** One record of a WARC file, or what stands where one should. */
export interface WarcSpan {
  readonly start: number;
  readonly end: number;
  /** Where its headers end and its content begins. */
  readonly block: number;
  readonly state: 'whole' | 'truncated' | 'no_record' | 'long_head' | 'wrong_length';
}

/** Headers of one record or of one response; an address or a cookie may take some kilobytes of them. */
export const HEAD_BYTES = 65_536;
const FIRST_LINE = 'WARC/';
const LENGTH = /^content-length:[ \t]*(\d{1,15})[ \t]*\r?$/im;

/**
 * The records of a WARC file by their lengths (https://iipc.github.io/warc-specifications/). Where a length can't be right, the
 * next record is looked for by its first line, so that a damaged one takes no other with it. Linear: never looks back.
 */
export function warcSpans(bytes: Uint8Array): WarcSpan[] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const spans: WarcSpan[] = [];
  let next = nextFirstLine(data, 0);
  for (let at = afterNewlines(data, 0); at < data.length; at = afterNewlines(data, spans.at(-1)!.end)) {
    while (next <= at) next = nextFirstLine(data, next);
    spans.push(spanAt(data, at, next));
  }
  return spans;
}

/** The record at `start`; `next` is where a line behind that looks like the first of a record. */
function spanAt(data: Buffer, start: number, next: number): WarcSpan {
  const head = data.subarray(start, Math.min(start + HEAD_BYTES, next));
  const headLength = head.indexOf('\r\n\r\n');
  const isRecord = head.toString('latin1', 0, FIRST_LINE.length) === FIRST_LINE;
  const length = isRecord && headLength >= 0 ? LENGTH.exec(head.toString('latin1', 0, headLength))?.[1] : undefined;
  const block = start + headLength + 4;
  const end = block + Number(length ?? 0);
  if (length !== undefined && isBoundary(data, end)) return { start, end, block, state: 'whole' };
  const isCut = isRecord && next === data.length && (headLength < 0 ? head.length < HEAD_BYTES : end > data.length);
  const damage = !isRecord ? 'no_record' : headLength < 0 ? 'long_head' : 'wrong_length';
  return { start, end: next, block: next, state: isCut ? 'truncated' : damage };
}

/** Two line ends close a record; some writers forget one or both. */
function isBoundary(data: Buffer, end: number): boolean {
  return end === data.length || isNewline(data[end]) || data.toString('latin1', end, end + FIRST_LINE.length) === FIRST_LINE;
}

/** Behind `at`; the end of the file when there is none. */
function nextFirstLine(data: Buffer, at: number): number {
  const found = data.indexOf(`\n${FIRST_LINE}1.`, at);
  return found < 0 ? data.length : found + 1;
}

function afterNewlines(data: Buffer, at: number): number {
  let next = at;
  while (isNewline(data[next])) next++;
  return next;
}

const isNewline = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;
