import { latin1Of } from './latin1.ts';
import { SAMPLE_BYTES } from './limits.ts';

/** A run of HZ: two bytes of seven bits a character, as in Usenet and mail (RFC 1843). */
const HZ = /~\{((?:[!-w][!-~]){1,2000})~\}/g;
/** Two characters between such signs are no accident. */
const LEAST_HZ = /~\{(?:[!-w][!-~]){2,2000}~\}/;

/** The text of HZ bytes, which are all ASCII and would pass as UTF-8; null when they are none. */
export function hzText(bytes: Uint8Array): string | null {
  const ascii = latin1Of(bytes.subarray(0, SAMPLE_BYTES));
  if (!LEAST_HZ.test(ascii) || bytes.some((byte) => byte > 0x7f)) return null;
  const gb = new TextDecoder('gb18030');
  return latin1Of(bytes)
    .replace(HZ, (_, run: string) => gb.decode(Uint8Array.from(run, (char) => char.charCodeAt(0) | 0x80)))
    .replace(/~(~|\n)/g, (_, next: string) => (next === '~' ? '~' : ''));
}

/** Space and small letters of EBCDIC, the commonest bytes of its texts, are `@` and no letters in ASCII. */
const EBCDIC = /[@\x81-\x89\x91-\x99\xa2-\xa9]/g;
const EBCDIC_SHARE = 0.6;

/** Whether bytes, given as Latin-1, are a mainframe's text: no space of ASCII, and mostly what EBCDIC writes most. */
export function isEbcdic(sample: string): boolean {
  return !sample.includes(' ') && (sample.match(EBCDIC)?.length ?? 0) > sample.length * EBCDIC_SHARE && sample.includes('@');
}
