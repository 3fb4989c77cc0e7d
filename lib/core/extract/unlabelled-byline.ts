import { agencyOf } from './agencies.ts';
import { chineseByline, koreanByline } from './byline-tail.ts';
import { TEAM_WITH } from './meta-labels.ts';
import type { MetaLine } from './meta-values.ts';
import { DESK, personNames } from './names.ts';

/** What a line states that tells by its make, not by a label, who wrote or supplied a text; null for any other. */
export const unlabelledByline = (text: string): MetaLine | null =>
  wireOf(text) ?? writerOf(text) ?? reporterOf(text) ?? deskOf(text);

/** `La rédaction avec AFP`, `EFE / Marrow Bay`. */
function wireOf(text: string): MetaLine | null {
  const team = TEAM_WITH.exec(text)?.[0];
  const name = team === undefined ? WIRE_AND_PLACE.exec(text)?.[1] : text.slice(team.length);
  const agency = name === undefined ? null : agencyOf(name);
  return agency ? { agency, labelled: true } : null;
}

const WIRE_AND_PLACE = /^(\p{Lu}[\p{L} ]{1,20})\s?\/\s?\p{Lu}[\p{Ll}\p{M}’'-]+(?: \p{L}[\p{Ll}\p{M}’'-]+){0,3}$/u;

/** `Texto Inês Lobo Fotografia Rui Mar`, `Ada Lind skrifar`: labels without colons. */
function writerOf(text: string): MetaLine | null {
  const authors = personNames((WORDS_AND_PICTURES.exec(text) ?? WRITES.exec(text))?.[1] ?? '');
  return authors && { authors, labelled: true };
}

const WORDS_AND_PICTURES =
  /^(?:words|text[eo]?s?|testo|tekst)\s(\S.{3,60}?)\s(?:fotografi\p{L}{1,3}|fotos?|photos?|photography|pictures|bild(?:er)?)\s\S.{3,60}$/iu;

const WRITES = /^(\S+(?: \S+){1,3}) (?:writes|berichtet|schreibt|skriver|skrifar|rapporterar)\.?$/u;

function reporterOf(text: string): MetaLine | null {
  const name = koreanByline(text) ?? chineseByline(text);
  return name === null ? null : { authors: [name], labelled: true };
}

/** Such a line names nobody. */
const deskOf = (text: string): MetaLine | null =>
  text.length <= LONGEST_DESK && text.split(' ').length <= 3 && DESK.test(text) ? { labelled: true } : null;

const LONGEST_DESK = 30;
