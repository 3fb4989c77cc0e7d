const NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'int', 'float', 'real', 'double']);

/**
 * A cell of Athena's answer, which is text, as a plain JSON value. Arrays and rows stay the text that Athena makes of them,
 * which can't be read back: `SELECT json_format(CAST(authors AS JSON))` gives one that can.
 */
export function plainCell(type: string, text: string | undefined): unknown {
  if (text === undefined) return null;
  if (NUMBERS.has(type)) return plainNumber(Number(text), text);
  if (type === 'bigint') return plainNumber(Number.isSafeInteger(Number(text)) ? Number(text) : Number.NaN, text);
  if (type === 'boolean') return text === 'true';
  // 2026-03-04 09:31:07.000
  if (type === 'timestamp') return `${text.replace(' ', 'T')}Z`;
  return text;
}

/** JSON has no word for NaN and infinities. */
function plainNumber(value: number, text: string): number | string {
  return Number.isFinite(value) ? value : text;
}
