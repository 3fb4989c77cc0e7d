/** Signs of which some pattern asks whether a line has any; one bit a kind. */
export const BARS = 1;
export const CODE = 2;
export const COPYRIGHT = 4;
export const ARROW = 8;
export const MONEY = 16;

const SIGNS = [
  ['|•·', BARS],
  ['{};=<>_', CODE],
  ['©', COPYRIGHT],
  ['›»→', ARROW],
  ['$€£₹ł', MONEY],
] as const;
const SIGN = new RegExp(`[${SIGNS.map(([signs]) => signs).join('')}]`);
const kinds = new Uint8Array(0x10000);
for (const [signs, kind] of SIGNS) for (const sign of signs) kinds[sign.charCodeAt(0)]! |= kind;

/** The kinds of signs in a text; most have none. */
export function signsIn(text: string): number {
  if (!SIGN.test(text)) return 0;
  let found = 0;
  for (let i = 0; i < text.length; i++) found |= kinds[text.charCodeAt(i)]!;
  return found;
}
