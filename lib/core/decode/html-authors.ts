import { metaLineOf } from '../extract/meta-line.ts';
import { personNames } from '../extract/names.ts';
import { type HeaderLines, isNear, isPenName, labelledAuthors } from './html-header.ts';
import { valuesOf } from './html-meta.ts';
import type { AuthorMark, Page } from './html-page.ts';
import { outletKey } from './html-title.ts';
import { isObject } from './json-object.ts';
import { statedFieldsOf } from './stated-fields.ts';

/** Where heads of pages name the author, best first. */
const META = ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'byl', 'twitter:creator:name'];
/** Names that templates invent for it: `citation_author`. */
const META_ALIKE = /author(?:[-_]?name)?$/;

/** What names the author, surest first: structured data and the head, marks beside the headline, its byline, marks and labels elsewhere. */
export function authorsOf(
  page: Page,
  title: number,
  header: HeaderLines,
  inJsonLd: unknown,
  outlets: ReadonlySet<string>,
): readonly string[] {
  const stated = statedAuthors(page, inJsonLd);
  const isOutlet = (name: string) => outlets.has(outletKey(name)) || isOrganization(inJsonLd, name);
  if (stated.some((name) => !isOutlet(name))) return areOthers(header.byline, stated) ? header.byline : stated;
  const named = (marks: readonly AuthorMark[]) =>
    marks.map(({ text }) => namesIn(withoutNames(text, stated))).filter((names) => names.length > 0);
  const near = page.authors.filter(({ block }) => title < 0 || isNear(block, title));
  const shown = [named(near.filter(isSure)).flat(), header.authors, named(near)[0] ?? []];
  if (stated.length > 0) {
    // An outlet states itself; somebody may be named beside the headline all the same.
    const people = shown.map((names) => names.filter((name) => personNames(name) && !isOutlet(name) && !isNoName(name)));
    return cleaned(people.find((list) => list.length > 0) ?? stated);
  }
  const penNames = near.map(({ text }) => withoutLabel(text)).filter((text) => isPenName(text) && !isNoName(text));
  const lists = [
    ...shown,
    named(page.authors.filter(isSure))[0] ?? [],
    labelledAuthors(page),
    header.besideDate,
    penNames.slice(0, 1),
    named(page.authors)[0] ?? [],
  ];
  return cleaned(lists.map((list) => list.filter((name) => !isNoName(name))).find((list) => list.length > 0) ?? []);
}

const isSure = ({ isGuess }: AuthorMark): boolean => !isGuess;
const withoutNames = (text: string, names: readonly string[]): string =>
  names.reduce((rest, name) => rest.replace(name, ''), text);

/** What structured data names, or all values of the first name in the head that has some. */
function statedAuthors(page: Page, inJsonLd: unknown): readonly string[] {
  const lists = [
    statedFieldsOf({ authors: inJsonLd }).authors ?? [],
    ...META.map((name) => page.meta.get(name) ?? []),
    valuesOf(page, [], META_ALIKE).slice(0, 1),
  ];
  return cleaned(lists.map((list) => list.filter((name) => !isNoName(name))).find((list) => list.length > 0) ?? []);
}

const isOrganization = (inJsonLd: unknown, name: string): boolean =>
  [inJsonLd].flat().some((author) => isObject(author) && author.name === name && /Organization$/.test(String(author['@type'])));

/** Systems state who entered a text; a byline that shares no part of a name with it says who wrote it. */
function areOthers(byline: readonly string[], stated: readonly string[]): boolean {
  const parts = new Set(stated.flatMap(partsOf));
  return byline.length > 0 && !byline.some((name) => partsOf(name).some((part) => parts.has(part)));
}

const partsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];

/** Addresses of profiles and unfilled templates stand where names should. */
const isNoName = (text: string): boolean =>
  /^(?:https?:)?\/\/|^@|^[a-z]+(?:[._][a-z]+)+$|^(?:[Aa]dmin|null|undefined|[Aa]uthor)$/.test(text);

const namesIn = (text: string): readonly string[] => personNames(withoutLabel(text)) ?? metaLineOf(text)?.authors ?? [];

const withoutLabel = (text: string): string =>
  text.replace(/^(?:(?:written|posted|published) ?)?by(?:[\s:]+|(?=\p{Lu}))/iu, '').trim();

/** Names without the employer behind them; beside people, what is no name of a person is their employer too. */
function cleaned(names: readonly string[]): string[] {
  const short = names.map((name) => {
    const first = withoutLabel(name).split(/ [-–—|•·] /)[0]!;
    return personNames(first) ? first : name;
  });
  const people = short.filter((name) => personNames(name) !== null);
  return [...new Set(people.length > 0 ? people : short)];
}
