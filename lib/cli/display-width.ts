/** Texts of any script in columns of a terminal. */

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
// East Asian Wide and Fullwidth ranges of Unicode's EastAsianWidth.txt, the blocks that occur in news.
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Terminal columns that one grapheme takes. */
function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** Terminal columns that a text takes, approximately: terminals differ on emoji. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** The text, cut at a grapheme with an ellipsis if it takes more than `width` columns. */
export function truncate(text: string, width: number): string {
  let used = 0;
  let fitting = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const next = used + graphemeWidth(segment);
    if (next > width) return `${text.slice(0, fitting)}…`;
    // What still fits when the last column goes to the ellipsis.
    if (next <= width - 1) fitting = index + segment.length;
    used = next;
  }
  return text;
}

/** One line without control or direction characters: a document's text must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
