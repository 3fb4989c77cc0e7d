import { keys } from './keys';
import { bytes, layOut, RESULT, SKETCH, spare, units, values } from './memory';
import { shingleCount, sketch } from './samples';
import { Tokens } from './state';
import { scan } from './tokens';

/** Makes room for texts of so many code units; answers where a text goes, in UTF-16. */
export function prepare(codeUnits: u32): usize {
  layOut(codeUnits);
  return units;
}

/** Where the fingerprint's parts stand; see `scanner.ts`. */
export const result: usize = RESULT;

/** Whether the text was one that can be scanned as it is; then the parts of its fingerprint stand at `result`. */
export function fingerprint(codeUnits: u32, folded: bool, sampledBelow: u32, minKeys: u32): bool {
  if (!scan(codeUnits, folded)) return false;
  const sketchSize = sketch();
  const keyCount = keys(sampledBelow, minKeys);
  store<u32>(RESULT, Tokens.count);
  store<u32>(RESULT, <u32>bytes, 4);
  store<u32>(RESULT, Tokens.count > 0 ? <u32>(bytes + Tokens.size - 1) : <u32>bytes, 8);
  store<u32>(RESULT, shingleCount, 12);
  store<u32>(RESULT, <u32>SKETCH, 16);
  store<u32>(RESULT, <u32>SKETCH + sketchSize, 20);
  store<u32>(RESULT, <u32>values, 24);
  store<u32>(RESULT, <u32>values + 8 * keyCount, 28);
  store<u32>(RESULT, <u32>spare, 32);
  store<u32>(RESULT, <u32>spare + 8 * keyCount, 36);
  return true;
}
