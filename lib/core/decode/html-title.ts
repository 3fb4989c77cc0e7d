import type { Page } from './html-page.ts';

/** A heading is the headline when it shares this much of its words with what the head states. */
const AGREEMENT = 0.4;
/** What is longer is no headline. */
const LONGEST = 500;
const MOST_HEADINGS = 100;
/** A heading of few words that the stated headline doesn't hold is the name of a section. */
const LABEL_WORDS = 3;

/** The heading that agrees best with what the head states; without one, what the head says, freed of the outlet's name. */
export function titleOf(
  page: Page,
  headline: string | undefined,
  meta: string | undefined,
  outlets: ReadonlySet<string>,
): string | null {
  const stated = [headline, meta, page.title]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => withoutOutlet(text!.slice(0, LONGEST), outlets));
  const part = statedPart(page, stated);
  if (part) return part;
  const agreed = bestHeading(page.headings.slice(0, MOST_HEADINGS), stated, outlets);
  if (agreed) return agreed;
  const shown = shownPart(page, stated);
  if (shown) return shown;
  const [title = page.headings[0]?.slice(0, LONGEST) ?? null] = stated;
  // Some systems cut the headline in structured data at a fixed length.
  return (
    stated.find((other) => title !== null && other.length > title.length && other.startsWith(title.replace(/…$|\.\.\.$/, ''))) ??
    title
  );
}

/** The part of a heading that is what the head states, beside a kicker, a source or a number. */
function statedPart({ headingParts }: Page, stated: readonly string[]): string | undefined {
  const keys = new Set(stated.map(folded));
  return headingParts.find((part) => part.length <= LONGEST && keys.has(folded(part)) && wordsOf(part).size > LABEL_WORDS);
}

function bestHeading(headings: readonly string[], stated: readonly string[], outlets: ReadonlySet<string>): string | null {
  let best: string | null = null;
  let bestScore = 0;
  for (const heading of headings) {
    if (heading.length > LONGEST) continue;
    const words = wordsOf(heading);
    if (outlets.has(outletKey(heading)) || words.size < 2) continue;
    for (const other of stated) {
      const score = agreement(words, wordsOf(other));
      if (score <= bestScore || (words.size <= LABEL_WORDS && !folded(other).includes(folded(heading)))) continue;
      best = heading;
      bestScore = score;
    }
  }
  return best;
}

/** Dice's coefficient, when the shorter one shares enough with the longer. */
function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= AGREEMENT * Math.min(a.size, b.size) ? (2 * shared) / (a.size + b.size) : 0;
}

const SHOWN_WORDS = 3;

/** The longest part of a stated headline, between its joints, that stands in the page as a line of its own. */
function shownPart({ blocks }: Page, stated: readonly string[]): string | null {
  const longest = stated.reduce((most, { length }) => Math.max(most, length), 0);
  const lines = new Set(blocks.filter(({ text }) => text.length <= longest).map(({ text }) => folded(text)));
  const parts = stated
    .flatMap((text) => text.split(JOINT))
    .filter((part) => wordsOf(part).size >= SHOWN_WORDS && lines.has(folded(part)));
  return parts.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

const folded = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
const wordsOf = (text: string): ReadonlySet<string> => new Set(folded(text).split(' '));
/** A name of an outlet as it is compared: letters and digits alone. */
export const outletKey = (text: string): string => folded(text).replaceAll(' ', '');

/** How the outlet calls itself: by name and by its host, without spaces. */
export function outletsOf(page: Page, source: string | undefined): ReadonlySet<string> {
  const url = page.canonicalUrl ?? page.meta.get('og:url')?.[0] ?? '';
  const host = URL.parse(url)?.hostname.replace(/^www\d?\./, '') ?? '';
  return new Set([source ?? '', host, ...host.split('.').slice(0, -1)].map(outletKey).filter((name) => name.length > 2));
}

const JOINT = / [-–—|·•»:] /g;

/** `Headline - Outlet`, when the page says that this is the outlet. */
function withoutOutlet(title: string, outlets: ReadonlySet<string>): string {
  for (const joint of title.matchAll(JOINT)) {
    if (outlets.has(outletKey(title.slice(joint.index + joint[0].length)))) return title.slice(0, joint.index).trim();
  }
  const first = title.search(JOINT);
  const isFirst = first > 0 && outlets.has(outletKey(title.slice(0, first)));
  return isFirst ? title.slice(first + 3).trim() : title;
}
