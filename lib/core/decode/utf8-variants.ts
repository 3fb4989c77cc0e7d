/**
 * UTF-8 as it must not be, and is: characters beyond the first plane as two surrogates of three bytes each (CESU-8, written by
 * databases), and characters in more bytes than they need. https://www.unicode.org/reports/tr26/
 */

/** The bytes with pairs of surrogates as the characters that they mean; the same bytes when there are none. */
export function withoutSurrogates(bytes: Uint8Array): Uint8Array {
  const first = pairFrom(bytes, 0);
  if (first < 0) return bytes;
  const out = Buffer.alloc(bytes.length);
  let length = 0;
  let from = 0;
  for (let at = first; at >= 0; at = pairFrom(bytes, from)) {
    out.set(bytes.subarray(from, at), length);
    length += at - from;
    const high = ((bytes[at + 1]! & 0x0f) << 6) | (bytes[at + 2]! & 0x3f);
    const low = ((bytes[at + 4]! & 0x0f) << 6) | (bytes[at + 5]! & 0x3f);
    length += out.write(String.fromCodePoint(0x10000 + (high << 10) + low), length);
    from = at + 6;
  }
  out.set(bytes.subarray(from), length);
  return out.subarray(0, length + bytes.length - from);
}

/** Where the next such pair begins; -1 when there is none. */
function pairFrom(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xed, from); at >= 0; at = bytes.indexOf(0xed, at + 1))
    if (isSurrogate(bytes, at, 0xa0) && bytes[at + 3] === 0xed && isSurrogate(bytes, at + 3, 0xb0)) return at;
  return -1;
}

const isSurrogate = (bytes: Uint8Array, at: number, half: 0xa0 | 0xb0): boolean =>
  (bytes[at + 1]! & 0xf0) === half && isContinuation(bytes[at + 2]);

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Whether all that is not ASCII is overlong: no other charset puts just these bytes one behind the other. */
export function isOverlong(bytes: Uint8Array): boolean {
  let found = false;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    const length = overlongLength(bytes[at]!, bytes[at + 1] ?? 0);
    for (let i = 1; i < length; i++) if (!isContinuation(bytes[at + i])) return false;
    if (length === 0) return false;
    found = true;
    at += length - 1;
  }
  return found;
}

/** 0: it is not overlong. */
function overlongLength(lead: number, second: number): number {
  if (lead === 0xc0 || lead === 0xc1) return 2;
  if (lead === 0xe0 && second < 0xa0) return 3;
  return lead === 0xf0 && second < 0x90 ? 4 : 0;
}
