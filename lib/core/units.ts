/** The first units have memory of their own; longer texts are rare, and get theirs for as long as they are looked at. */
const KEPT_UNITS = 1 << 16;
const kept = Buffer.alloc(2 * KEPT_UNITS);
const keptUnits = new Uint16Array(kept.buffer, kept.byteOffset, KEPT_UNITS);

/** So few are there before a call into the engine has begun. */
const FEW = 50;

/**
 * The UTF-16 units of a text, from index 0 on, until it is called again; what stands behind them is of other texts. Copying them and
 * looking at each takes half the time of asking the text for each, and less where the text is a part of another one.
 */
export function unitsOf(text: string): Uint16Array {
  if (text.length > KEPT_UNITS) return unitsAsOwn(text);
  if (text.length > FEW) kept.write(text, 'utf16le');
  else for (let i = 0; i < text.length; i++) keptUnits[i] = text.charCodeAt(i);
  return keptUnits;
}

function unitsAsOwn(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  // Of a pool that several buffers share, a part may begin at an odd place; one so long has memory of its own.
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}
