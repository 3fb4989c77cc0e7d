/** Signs of which some pattern asks whether a line has any; one bit a kind. */
export const BARS = 1;
export const CODE = 2;
export const COPYRIGHT = 4;
export const ARROW = 8;
export const MONEY = 16;

const kinds = new Uint8Array(0x10000);
for (const [signs, kind] of [
  ['|•·', BARS],
  ['{};=<>_', CODE],
  ['©', COPYRIGHT],
  ['›»→', ARROW],
  ['$€£₹ł', MONEY],
] as const)
  for (const sign of signs) kinds[sign.charCodeAt(0)]! |= kind;

/** The kinds of signs in a part of a text. */
export function signsIn(text: string, from: number, to: number): number {
  let found = 0;
  for (let i = from; i < to; i++) found |= kinds[text.charCodeAt(i)]!;
  return found;
}
