import { storeConstants } from './constants';
import { fold } from './fold';
import { HIGH_BASE, MIX } from './hash';
import { keys } from './keys';
import { bytes, KEYS, layOut, RESULT, SKETCH, units } from './memory';
import { storeBits } from './positions';
import { shingleCount, sketch } from './samples';
import { hashShingles } from './shingles';
import { Tokens } from './state';

/** Makes room for texts of so many code units; answers where a text goes, in UTF-16. */
export function prepare(codeUnits: u32): usize {
  layOut(codeUnits);
  storeBits();
  storeConstants(HIGH_BASE, MIX);
  return units;
}

/** Where the fingerprint's parts stand; see `scanner.ts`. */
export const result: usize = RESULT;

/** Whether the text was one that can be scanned as it is; then the parts of its fingerprint stand at `result`. */
export function fingerprint(codeUnits: u32, folded: bool, sampledBelow: u32, minKeys: u32): bool {
  if (!fold(codeUnits, folded)) return false;
  hashShingles();
  const sketchSize = sketch();
  const keysSize = keys(sampledBelow, minKeys);
  store<u32>(RESULT, Tokens.count);
  store<u32>(RESULT, <u32>bytes, 4);
  store<u32>(RESULT, Tokens.count > 0 ? <u32>(bytes + Tokens.size - 1) : <u32>bytes, 8);
  store<u32>(RESULT, shingleCount, 12);
  store<u32>(RESULT, <u32>SKETCH, 16);
  store<u32>(RESULT, <u32>SKETCH + sketchSize, 20);
  store<u32>(RESULT, <u32>KEYS, 24);
  store<u32>(RESULT, <u32>KEYS + keysSize, 28);
  return true;
}
