import { cleanCharacters } from './characters.ts';
import { type Repaired, repairMojibake } from './mojibake.ts';

/** Decoding entities can bring damage to light (`&acirc;&euro;&trade;`), and the other way round. */
const PASSES = 4;

/** One line with its characters repaired and cleaned. Repair is first: it needs the control characters. */
export function cleanLine(raw: string): Repaired {
  let text = raw;
  let repairs = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const repaired = repairMojibake(text);
    const next = cleanCharacters(repaired.text);
    repairs += repaired.repairs;
    if (next === text) break;
    text = next;
  }
  return { text, repairs };
}
