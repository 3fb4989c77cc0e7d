/** Western European text in the charsets of the old Macintosh and of DOS, which nothing declares. */
import { latin1Of } from './latin1.ts';
import { SAMPLE_BYTES } from './limits.ts';

export interface OldLatin {
  readonly charset: 'macintosh' | 'ibm850';
  readonly text: string;
}

/** The upper half of CP850, from 0x80: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const inCp850 = (bytes: Uint8Array): string =>
  latin1Of(bytes).replace(/[\x80-\xff]/g, (byte) => CP850[byte.charCodeAt(0) - 0x80]!);
const inMacRoman = (bytes: Uint8Array): string => new TextDecoder('macintosh').decode(bytes);
const inWindows1252 = (bytes: Uint8Array): string => new TextDecoder('windows-1252').decode(bytes);

/** Fewer say nothing. */
const LEAST = 3;
/** What stands inside a word is one of the letters that Western European languages have there; read in another charset it hardly ever is. */
const INSIDE = /(?<=[a-z])[^\0-\x7f]+(?=[a-z])/g;
const COMMON = /^[éèêëàâäáãåæçíìîïñóòôöõøœúùûüßÿ’]$/;
/** Signs that stand between letters, in windows-1252, which has them where the Macintosh has letters. */
const SIGNS = /^[’‘“”–—…]$/;
const MOSTLY = 0.95;
const HARDLY = 0.5;
/** Both have most letters at the place of others. */
const OTHER = 0.8;
const SOUND = 0.9;
/** One letter alone may be the first byte of a sign in an East Asian charset; no other charset has the byte of the Macintosh's apostrophe inside words. */
const isTelling = (letters: ReadonlySet<string>): boolean => letters.size > 1 || letters.has('’');

/** Reads the bytes as one of these when only that makes words of them; null otherwise. */
export function oldLatin(bytes: Uint8Array): OldLatin | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const [mac, dos] = [commonIn(inMacRoman(sample)), commonIn(inCp850(sample))];
  const best = mac.share > dos.share ? mac : dos;
  if (best.share < MOSTLY || !isTelling(best.letters) || Math.min(mac.share, dos.share) > OTHER) return null;
  const ansi = commonIn(inWindows1252(sample));
  if (ansi.share > HARDLY || ansi.share + ansi.signs > SOUND) return null;
  return best === mac ? { charset: 'macintosh', text: inMacRoman(bytes) } : { charset: 'ibm850', text: inCp850(bytes) };
}

/** Of what stands inside words, the share of common letters and that of signs; and which letters these are. */
function commonIn(text: string): { readonly share: number; readonly signs: number; readonly letters: ReadonlySet<string> } {
  const inside = text.match(INSIDE) ?? [];
  if (inside.length < LEAST) return { share: 0, signs: 0, letters: new Set() };
  const common = inside.filter((letters) => COMMON.test(letters));
  const signs = inside.filter((letters) => SIGNS.test(letters) && !COMMON.test(letters));
  return { share: common.length / inside.length, signs: signs.length / inside.length, letters: new Set(common) };
}
