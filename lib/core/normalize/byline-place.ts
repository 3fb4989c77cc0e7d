import type { Draft } from '../extract/draft.ts';
import type { MetaLine } from '../extract/meta-values.ts';
import { foldOf, isProse } from '../extract/shapes.ts';

/**
 * A byline without the place or outlet behind its last name: `By Ada Lind, Marrow Bay` is written as two names are. It is a place
 * when it is made as those of places are, or when the text says that something is in it, or begins with it; and an outlet when it is the one
 * behind the headline.
 */
export function withoutPlace(meta: MetaLine, byline: string, { lines, found }: Draft): MetaLine {
  const authors = meta.authors ?? [];
  const [name, place] = authors.slice(-2);
  if (name === undefined || place === undefined || !byline.includes(`${name}, ${place}`)) return meta;
  return PLACE.test(place) ||
    OUTLET.test(place) ||
    (found.sourceName !== null && foldOf(found.sourceName) === foldOf(place)) ||
    lines.some(({ text }) => isProse(text) && isPlaceIn(text.slice(0, READ_CHARS), place))
    ? { ...meta, authors: authors.slice(0, -1) }
    : meta;
}

/** Words that begin or end the names of places, and hardly one of a person. */
const PLACE =
  /^(?:New|San|São|Los|Las|Fort|Port|Kuala|Buenos|Tel|North|South|East|West|Northern|Southern|United|Bad|Sankt|Ciudad|Puerto)\s|\s(?:City|Beach|Islands?|Springs|Valley|Heights|Harbou?r|County|Rapids|Coast|Junction|Province|Kingdom|States|Bay|Quay|Cove|Creek|Falls|Hills|Shores|Crossing|Landing|Peninsula|Township|Village)$/u;
/** The same of newspapers and stations. */
const OUTLET =
  /^(?:Daily|Sunday|Radio)\s|\s(?:Times|Tribune|Gazette|Chronicle|Telegraph|Observer|Dispatch|Examiner|Inquirer|Sentinel|Courier|Bulletin|Advertiser|Magazine|Weekly|Media|Network|Broadcasting|Radio|TV|Zeitung|Rundschau)$/u;
/** Words that mean a place behind them; names of people have no article. */
const IN = /(?:^|[^\p{L}])(?:in|near|outside|across|the|en|em|à|dans|nach|bei|aus|på|в|во)\s$/iu;
/** Behind a place that a text begins with. */
const DATELINE = /^(?:,[^.]{2,40}|\s\([^()]{2,20}\))?\s?[–—:-]/u;
/** The first characters of a long paragraph tell enough. */
const READ_CHARS = 1_500;

function isPlaceIn(text: string, place: string): boolean {
  if (text.slice(0, place.length).toLowerCase() === place.toLowerCase() && DATELINE.test(text.slice(place.length))) return true;
  for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 1)) {
    const ends = !/^[\p{L}'’]/u.test(text.slice(at + place.length));
    if (ends && IN.test(text.slice(Math.max(0, at - LONGEST_IN), at))) return true;
  }
  return false;
}

/** Of the words that mean a place, with what stands around it. */
const LONGEST_IN = 9;
