/** A single-byte charset that text was wrongly read with: which character each byte from 0x80 became. */
export interface Codec {
  readonly name: string;
  /** Byte of each character. */
  readonly bytes: ReadonlyMap<number, number>;
  /** Its place in the list. */
  readonly index: number;
  /** Whether byte 0xa0 is the no-break space, which a later reader may have made a plain one. */
  readonly spaceIsA0: boolean;
}

/** Windows code pages leave some bytes undefined; readers then give the control character of the same number. */
function fromDecoder(label: string): string {
  const decoder = new TextDecoder(label);
  const chars = Array.from({ length: 128 }, (_, i) => decoder.decode(Uint8Array.of(0x80 + i)));
  return chars.map((char, i) => (char === '\ufffd' ? String.fromCharCode(0x80 + i) : char)).join('');
}

const latin1 = (): string => String.fromCharCode(...Array.from({ length: 128 }, (_, i) => 0x80 + i));

// The code pages of MS-DOS, which TextDecoder does not know.
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const codec = (name: string, chars: string, index: number): Codec => ({
  name,
  bytes: new Map([...chars].map((char, i) => [char.codePointAt(0)!, 0x80 + i])),
  index,
  spaceIsA0: chars[0x20] === '\u00a0',
});

/** In the order of how often each is the culprit; an earlier one wins a tie. */
export const CODECS: readonly Codec[] = (
  [
    ['windows-1252', fromDecoder('windows-1252')],
    ['latin-1', latin1()],
    ['mac-roman', fromDecoder('macintosh')],
    ['windows-1251', fromDecoder('windows-1251')],
    ['windows-1250', fromDecoder('windows-1250')],
    ['cp437', CP437],
    ['cp850', CP850],
    ['windows-1254', fromDecoder('windows-1254')],
    ['iso-8859-2', fromDecoder('iso-8859-2')],
    ['windows-1257', fromDecoder('windows-1257')],
    ['windows-1253', fromDecoder('windows-1253')],
  ] as const
).map(([name, chars], index) => codec(name, chars, index));

/** First and last byte that begin a sequence of several bytes in UTF-8. */
export const LEAD_FIRST = 0xc2;
export const LEAD_LAST = 0xf4;

/** Of each UTF-16 code unit, a bit for each codec in which it is such a byte. */
export const LEADS = new Uint16Array(0x10000);
for (const { bytes, index } of CODECS) {
  for (const [char, byte] of bytes) if (byte >= LEAD_FIRST && byte <= LEAD_LAST) LEADS[char]! |= 1 << index;
}

/** The characters that readers show for the bytes 0x80 to 0x9f of Windows, where Latin-1 has control characters. */
export const WINDOWS_CONTROLS: readonly string[] = [...fromDecoder('windows-1252').slice(0, 32)];
