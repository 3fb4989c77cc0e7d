import { wordCountOf } from '../extract/shapes.ts';

/** A headline freed of what pages put around it. */
export interface SplitTitle {
  readonly title: string;
  readonly kicker?: string;
  readonly sourceName?: string;
}

/** `KICKER | Headline | Outlet`: the longest part is the headline; what is too long for a label is part of it. */
export function splitTitle(text: string): SplitTitle {
  if (!MAY_SPLIT.test(text)) return { title: text.trim() || text };
  const parts = text
    .replace(/^[|｜\s]+|[|｜\s]+$/g, '')
    .split(SIGN)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length < 2 || parts.length > 3) return { title: parts.length === 1 ? parts[0]! : text };
  const longest = parts.reduce((a, b) => (wordCountOf(b) > wordCountOf(a) ? b : a));
  const at = parts.indexOf(longest);
  if (at === 0 && parts.length === 2 && wordCountOf(parts[1]!) > LONGEST_OUTLET) return { title: text };
  const kicker = at > 0 && wordCountOf(parts[0]!) <= 4 ? parts[0] : undefined;
  const outlet = at < parts.length - 1 && wordCountOf(parts.at(-1)!) <= LONGEST_OUTLET ? parts.at(-1) : undefined;
  return { title: longest, ...(kicker && { kicker }), ...(outlet && { sourceName: outlet }) };
}

/** What no split is without. */
const MAY_SPLIT = /[|｜_]/;
/** Chinese pages part headline and outlet by `_`. */
const SIGN = /\s+[|｜]\s+|(?<=[\p{Script=Han}”》）！？])_(?=\p{Script=Han})/u;

/** In words. */
const LONGEST_OUTLET = 5;
