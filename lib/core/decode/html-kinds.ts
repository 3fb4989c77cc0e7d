/** Elements that tell where a text stands, each a bit. */
const KINDS =
  'nav footer header aside form button article main li table figure figcaption blockquote h a dl details hidden body'.split(' ');
const KIND_BITS: ReadonlyMap<string, number> = new Map(KINDS.map((kind, i) => [kind, 1 << i]));

/** The bit of a kind of element in `Element.kinds`. */
export const kindBit = (kind: string): number => KIND_BITS.get(kind) ?? 0;
export const KIND_COUNT = KINDS.length;

/** The bit of what is not shown. */
export const HIDDEN = kindBit('hidden');

/** The kinds of an element, by its name, its role and its style. */
export function kindOf(tag: string, attributes: Readonly<Record<string, string>>): number {
  const { role = '', itemprop = '', style = '' } = attributes;
  let kind = /^h[1-6]$/.test(tag) ? kindBit('h') : kindBit(tag);
  if (/\b(?:articleBody|mainContentOfPage)\b/.test(itemprop)) kind |= kindBit('body');
  if (role === 'main') kind |= kindBit('main');
  if (role === 'navigation') kind |= kindBit('nav');
  if (role === 'complementary') kind |= kindBit('aside');
  if (tag === 'body') return 0;
  if ('hidden' in attributes || attributes['aria-hidden'] === 'true' || /display:\s?none/i.test(style)) kind |= HIDDEN;
  return kind;
}
