/**
 * Compares by UTF-8 bytes, as S3, DynamoDB and SQLite do. JavaScript compares UTF-16 units, which puts characters
 * beyond U+FFFF (surrogates, D800–DFFF) before U+E000–U+FFFF instead of after them.
 */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
