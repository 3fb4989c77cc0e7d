import { type Draft, dropLines } from '../extract/draft.ts';
import { hasRole } from '../extract/positions.ts';
import { presents } from './biographies.ts';
import { ABOUT_WRITER, DOES, REACH } from './vocabulary/biographies.ts';

/** At the end, where the outlet speaks of its author. */
const LINES = 3;
const LONGEST = 400;
/** What somebody is stands in the first words. */
const OPENING = 250;

/** Drops from the end what presents the known author: `Jane Doe covers the harbour for the Post. Reach her at …`. */
export function dropBiography(draft: Draft): Draft {
  const { lines, found } = draft;
  const taken = new Set<number>();
  for (let i = Math.max(LINES, lines.length - LINES); i < lines.length; i++) {
    const { text } = lines[i]!;
    if (text.length > LONGEST || !found.authors.some((name) => isOfAuthor(text, name))) continue;
    taken.add(i);
    if (ABOUT_WRITER.test(lines[i - 1]!.text)) taken.add(i - 1);
  }
  return dropLines(draft, taken, 'biography');
}

/** Her name and what she does, or how to reach her. */
function isOfAuthor(text: string, author: string): boolean {
  // Bylines may be in capitals.
  const at = text.toLowerCase().indexOf(author.toLowerCase());
  const name = text.slice(at, at + author.length);
  if (at === 0) return presents(text, name) && (hasRole(text.slice(0, OPENING)) || DOES.test(text.slice(name.length)));
  return at > 0 && REACH.test(text) && !/\p{L}/u.test(text.charAt(at + name.length));
}
