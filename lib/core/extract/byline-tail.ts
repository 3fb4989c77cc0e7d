import { agencyOf } from './agencies.ts';
import { personNames } from './names.ts';

/** How to reach who wrote: `@jane_doe`, `(jane@example.org)`. */
const ADDRESS = /\s(?:\(?@[\p{L}\p{N}_.]{2,40}\)?|\(?[\p{L}\p{N}._%+-]{1,60}@[\p{L}\p{N}.-]{3,60}\)?)$/u;

/** A byline without what stands behind the name to reach it by. */
export const withoutAddress = (text: string): string =>
  text.includes('@') ? text.replace(ADDRESS, '') : text.includes(', ') ? text.replace(SITE, '') : text;
/** `Jane Doe, outlet.example` */
const SITE = /,\s\p{L}[\p{L}\p{N}-]{2,40}(?:\.\p{L}{2,7}){1,2}$/u;

/** The name in `김철수 기자`, `김철수 기자 kim@example.kr`, `칼럼니스트 김철수`; null in anything else. */
export function koreanByline(text: string): string | null {
  const line = withoutAddress(text);
  const [, before, behind] =
    /^(?:(\p{Script=Hangul}{2,4})\s?(?:(?:선임|수습|인턴|객원)?기자|특파원|논설위원|칼럼니스트)|(?:기자|특파원|논설위원|칼럼니스트)\s(\p{Script=Hangul}{2,4}))$/u.exec(
      line,
    ) ?? [];
  return before ?? behind ?? null;
}

/** The name in `記者 王小明／台北報導`, `王小明 記者`; null in anything else. */
export const chineseByline = (text: string): string | null =>
  /^(\p{Script=Han}{2,4})\s[记記]者$/u.exec(text)?.[1] ??
  /^[（(]?(?:\p{Script=Han}{2,6})?[记記]者\s?(\p{Script=Han}{2,4})\s?[／/]\s?\p{Script=Han}{2,6}(?:[报報][导導道]|[电電讯訊])[）)]?$/u.exec(
    text,
  )?.[1] ??
  null;

/** Those who took the pictures, edited or checked; they wrote nothing. */
export const OTHERS =
  /^(?:and |& )?(?:photos?|photographs?|photography|pictures?|images?|illustrat(?:ions?|ed)|graphics?|video|(?:copy )?edited|(?:[\p{L}]+ly |expert )?(?:reviewed|approved)|fact[- ]check(?:ed)?|translated|narrated|verified|fotos?|bilder?|photographies)(?:\s(?:by|von|par|por|de|di|av|af|door)(?:\s?:)?\s|\s?:\s?)/iu;

/** `Reviewed by`, and the name on the next line. */
export function announcesOther(line: string): boolean {
  const label = `${line.replace(/[\s,:：]+$/u, '')} `;
  return OTHERS.exec(label)?.[0].length === label.length;
}

/** A byline up to the credit of somebody else: `Jane Doe, photos by John Roe`, `Jane DoeReviewed by John Roe`. */
export function withoutOthers(text: string): string {
  for (const { index } of text.matchAll(/(?<=[\s,;|•·]|\p{Ll}(?=\p{Lu}))[\p{L}&]/gu))
    if (index > 0 && OTHERS.test(text.slice(index)))
      // A date behind them is of the text.
      return /\d{4}/.test(text.slice(index)) ? text : text.slice(0, index).replace(/[\s,;|•·]+$/u, '');
  return text;
}

const AND_BEFORE = /,$|\s(?:and|und|mit|et|avec|y|con|e|com|en|&)(?: the)?$/iu;

/** A byline without agencies that it does not name: `Jane Doe and agencies`. */
export const withoutAgencies = (text: string): string => text.replace(AGENCIES, '');
const AGENCIES =
  /(?:,|\s(?:and|with|&|und|mit|et|avec|y|con|e|com|en))\s(?:(?:news |other )?agencies|wire (?:reports|services)|agenturen|agences|agencias|agências|agenzie)$/iu;

/** `Jane Doe Associated Press`, `Jane Doe (AP)`: the comma was the end of a line. */
export function withAgencyBehind(text: string): { readonly authors: string[]; readonly agency: string } | null {
  const words = text.replace(/ \(([^()]{2,20})\)$/u, ' $1').split(' ');
  for (const size of [1, 2, 3]) {
    const agency = words.length >= size + 2 ? agencyOf(words.slice(-size).join(' ')) : null;
    const authors = agency ? personNames(words.slice(0, -size).join(' ').replace(AND_BEFORE, '')) : null;
    if (authors) return { authors, agency: agency! };
  }
  return null;
}
