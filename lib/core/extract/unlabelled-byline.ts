import { agencyOf } from './agencies.ts';
import { chineseByline, koreanByline, withAgencyBehind } from './byline-tail.ts';
import { TEAM_WITH } from './meta-labels.ts';
import type { MetaLine } from './meta-values.ts';
import { DESK, personNames } from './names.ts';

/** What a whole line states that tells by its make, not by a label, who wrote or supplied a text; null for any other. */
export const unlabelledByline = (text: string): MetaLine | null =>
  text.length <= LONGEST ? (wireOf(text) ?? writerOf(text) ?? placedWriterOf(text) ?? withAgency(text) ?? deskOf(text)) : null;

const LONGEST = 100;

/** `La rédaction avec AFP`, `EFE / Marrow Bay`. */
function wireOf(text: string): MetaLine | null {
  const team = TEAM_WITH.exec(text)?.[0];
  const name = team?.length ? text.slice(team.length) : text.includes('/') ? WIRE_AND_PLACE.exec(text)?.[1] : undefined;
  const agency = name === undefined ? null : agencyOf(name);
  return agency ? { agency, labelled: true } : null;
}

const WIRE_AND_PLACE = /^(\p{Lu}[\p{L} ]{1,20})\s?\/\s?\p{Lu}[\p{Ll}\p{M}’'-]+(?: \p{L}[\p{Ll}\p{M}’'-]+){0,3}$/u;

/** `Texto Inês Lobo Fotografia Rui Mar`, `Ada Lind skrifar`: labels without colons. */
function writerOf(text: string): MetaLine | null {
  const last = text.lastIndexOf(' ');
  const name = VERBS.has(text.slice(last + 1)) ? text.slice(0, Math.max(0, last)) : WORDS_AND_PICTURES.exec(text)?.[1];
  const authors = name === undefined ? null : personNames(name);
  return authors && { authors, labelled: true };
}

/** `Ada Lind, Associated Press`, `Ada Lind and AFP`; a picture may be credited so. */
function withAgency(text: string): MetaLine | null {
  const wire = text.length <= LONGEST_WIRE && !text.includes('(') ? withAgencyBehind(text.replace(/ \/ /, ', ')) : null;
  return wire && { ...wire, labelled: false };
}

const LONGEST_WIRE = 60;

/** `From Ada Lind, Osthaven`, `FROM ADA LIND in Osthaven`. */
function placedWriterOf(text: string): MetaLine | null {
  const name = FROM.exec(text)?.[1];
  const authors = name === undefined ? null : personNames(name);
  return authors && { authors, labelled: true };
}

const FROM = /^(?:From|FROM) (\p{Lu}\S+(?: \p{Lu}\S+){1,2})(?:,| in) \p{Lu}\S+(?: \p{Lu}\S+)?$/u;

const VERBS = new Set(['writes', 'reports', 'berichtet', 'schreibt', 'skriver', 'skrifar', 'rapporterar']);
const WORDS_AND_PICTURES =
  /^(?:words|text[eo]?s?|testo|tekst)\s(\S.{3,60}?)\s(?:fotografi\p{L}{1,3}|fotos?|photos?|photography|pictures|bild(?:er)?)\s\S.{3,60}$/iu;

/** Reporters are called so in these scripts. */
const EAST_ASIAN = /[\u3400-\u9fff\uac00-\ud7af]/;

/** `김철수 기자`, `記者 王小明／台北報導`. */
export function reporterOf(text: string): MetaLine | null {
  if (!EAST_ASIAN.test(text)) return null;
  const name = koreanByline(text) ?? chineseByline(text);
  return name === null ? null : { authors: [name], labelled: true };
}

/** Such a line names nobody. Scripts without capitals begin with Hebrew. */
const deskOf = (text: string): MetaLine | null =>
  text.charCodeAt(0) >= 0x590 && text.length <= LONGEST_DESK && text.split(' ').length <= 3 && DESK.test(text)
    ? { labelled: true }
    : null;

const LONGEST_DESK = 30;
