/** A single-byte charset that text was wrongly read with: which character each byte from 0x80 became. */
export interface Codec {
  readonly name: string;
  /** Byte of each character. */
  readonly bytes: ReadonlyMap<number, number>;
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

const codec = (name: string, chars: string): Codec => ({
  name,
  bytes: new Map([...chars].map((char, i) => [char.codePointAt(0)!, 0x80 + i])),
});

/** In the order of how often each is the culprit; an earlier one wins a tie. */
export const CODECS: readonly Codec[] = [
  codec('windows-1252', fromDecoder('windows-1252')),
  codec('latin-1', latin1()),
  codec('mac-roman', fromDecoder('macintosh')),
  codec('windows-1251', fromDecoder('windows-1251')),
  codec('windows-1250', fromDecoder('windows-1250')),
  codec('cp437', CP437),
  codec('cp850', CP850),
  codec('windows-1254', fromDecoder('windows-1254')),
];
