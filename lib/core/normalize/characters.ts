import { decodeEntities } from './entities.ts';

/** A rule about characters: applied to every line, in order, until nothing changes. */
export interface CharacterRule {
  readonly name: string;
  readonly why: string;
  readonly apply: (text: string) => string;
}

const LIGATURES: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'ft', ﬆ: 'st' };

export const CHARACTER_RULES: readonly CharacterRule[] = [
  { name: 'html_entities', why: 'Scrapers leave entities of the page in the text.', apply: decodeEntities },
  {
    name: 'combining_marks',
    why: 'Thousands of accents on one letter slow every reader; no script needs more than six.',
    apply: (text) => text.replace(/(\p{M}{6})\p{M}+/gu, `$1`),
  },
  {
    name: 'terminal_codes',
    why: 'What was copied out of a terminal has the codes of its colours: without their first character they would look like text.',
    apply: (text) => text.replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, ''),
  },
  {
    name: 'controls',
    why: 'Control characters are never meant; a tab or form feed is a space, and so is a line break that an entity hid in a line.',
    apply: (text) => text.replace(/[\t\n\v\f\r\x85\u2028\u2029]/g, ' ').replace(/[\x00-\x08\x0e-\x1f\x7f-\x9f]/g, ''),
  },
  {
    name: 'invisible',
    why: 'Zero-width characters, soft hyphens and direction marks make equal texts differ.',
    // ZWNJ and ZWJ (200c, 200d) shape Persian, Indic scripts and emoji; between Latin letters they are junk.
    apply: (text) =>
      text
        .replace(/\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g, '')
        .replace(/[\u200c\u200d](?=[\s\p{Script=Latin}]|$)/gu, ''),
  },
  {
    name: 'spaces',
    why: 'No-break and typographic spaces are spaces; a run of them is one.',
    apply: (text) => text.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/g, ' ').trim(),
  },
  {
    name: 'ligatures',
    why: 'Text from PDF spells fi and fl as one character, which no search finds.',
    apply: (text) => text.replace(/[\ufb00-\ufb06]/g, (char) => LIGATURES[char] ?? char),
  },
  { name: 'nfc', why: 'One accented letter has two spellings in Unicode.', apply: (text) => text.normalize('NFC') },
];

/** Removing one character can bring two others together, so the chain is repeated; real text needs one pass. */
const PASSES = 8;

/** A line after all character rules. */
export function cleanCharacters(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.trim();
  let current = text;
  for (let pass = 0; pass < PASSES; pass++) {
    const next = CHARACTER_RULES.reduce((line, rule) => rule.apply(line), current);
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Most lines are plain: printable ASCII without entities or runs of spaces. */
const NOT_PLAIN = /[^ -~]|&| {2}/;
