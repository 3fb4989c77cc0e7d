/** How to reach who wrote: `@jane_doe`, `(jane@example.org)`. */
const ADDRESS = /\s(?:\(?@[\p{L}\p{N}_.]{2,40}\)?|\(?[\p{L}\p{N}._%+-]{1,60}@[\p{L}\p{N}.-]{3,60}\)?)$/u;

/** A byline without what stands behind the name to reach it by. */
export const withoutAddress = (text: string): string => (text.includes('@') ? text.replace(ADDRESS, '') : text);

/** The name in `김철수 기자`, `김철수 기자 kim@example.kr`; null in anything else. */
export const koreanByline = (text: string): string | null =>
  /^(\p{Script=Hangul}{2,4})\s?(?:선임|수습|인턴|객원)?기자$/u.exec(withoutAddress(text))?.[1] ?? null;

/** Those who took the pictures, edited or checked; they wrote nothing. */
export const OTHERS =
  /^(?:and |& )?(?:photos?|photographs?|photography|pictures?|images?|illustrat(?:ions?|ed)|graphics?|video|(?:copy )?edited|(?:[\p{L}]+ly |expert )?(?:reviewed|approved)|fact[- ]check(?:ed)?|translated|narrated|verified|fotos?|bilder?|photographies)(?:\s(?:by|von|par|por|de|di|av|af|door)\s|\s?:\s?)/iu;

/** A byline up to the credit of somebody else: `Jane Doe, photos by John Roe`, `Jane DoeReviewed by John Roe`. */
export function withoutOthers(text: string): string {
  for (const { index } of text.matchAll(/(?<=[\s,;|•·]|\p{Ll}(?=\p{Lu}))[\p{L}&]/gu))
    if (index > 0 && OTHERS.test(text.slice(index)))
      // A date behind them is of the text.
      return /\d{4}/.test(text.slice(index)) ? text : text.slice(0, index).replace(/[\s,;|•·]+$/u, '');
  return text;
}
