import { hash } from 'node:crypto';
import type { Fingerprint } from '../model.ts';
import { compose } from './compose.ts';
import { Scanner } from './scanner.ts';

/** Raise it with any change to what a text's fingerprint is: fingerprints of different schemes are never compared. */
export const FINGERPRINT_SCHEME = 4;

// Most texts are far shorter: they share its memory.
const POOLED_UNITS = 65_536;
const pooled = new Scanner(POOLED_UNITS);

/** What dedupe compares instead of the text. The same for texts that differ only in case, punctuation, layout or encoding. */
export function fingerprintOf(text: string): Fingerprint {
  const scanner = scanned(text, false) ?? scanned(compose(text).toLowerCase(), true)!;
  const { tokenCount, shingleCount, sketch, nearKeys } = scanner;
  // A text without letters and digits, such as a line of emoji, still equals its copies.
  const identity = tokenCount > 0 ? scanner.canonicalBytes : compose(text).trim();
  return { scheme: FINGERPRINT_SCHEME, contentSha256: hash('sha256', identity), shingleCount, sketch, nearKeys, tokenCount };
}

/** Composing and lower-casing a whole text takes longer than all the rest, and few texts need it: null for one that does. */
function scanned(text: string, folded: boolean): Scanner | null {
  const scanner = text.length <= POOLED_UNITS ? pooled : new Scanner(text.length);
  return scanner.scan(text, folded) ? scanner : null;
}
