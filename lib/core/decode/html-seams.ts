/** Elements within a line that pages set apart by style alone. */
export const LABELS: ReadonlySet<string> = new Set('a span time small abbr address cite label'.split(' '));

/** Where a word ends and another begins: `Lind` and `May`, `2024` and `Ada`, but not the first letter of a word that is set larger. */
const SEAM = /^[\p{L}\p{N})][\p{Lu}\p{Lo}\p{N}]/u;
const NO_SEAM =
  /^\p{N}\p{N}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether the texts of two such elements, with nothing between them, are two words. */
export function areTwoWords(before: string, behind: string): boolean {
  const seam = before.slice(-1) + behind.slice(0, 1);
  return before.length > 1 && SEAM.test(seam) && !NO_SEAM.test(seam);
}
