import { hasTooMany } from './rejection.ts';

/** A feed's XML, cut into its parts without building values of it: so that a broken entry is only itself. */
export interface FeedParts {
  readonly kind: 'rss' | 'atom' | 'rdf';
  /** The root's start and end tags; the start tag carries the namespaces. */
  readonly open: string;
  readonly close: string;
  /** What stands between the root's start tag and the first entry. */
  readonly head: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly text: string;
  /** Whether its end tag is there. */
  readonly closed: boolean;
}

export type XmlProblem = 'no_feed' | 'entities' | 'too_many';

const KINDS: Readonly<Record<string, FeedParts['kind']>> = { rss: 'rss', feed: 'atom', rdf: 'rdf' };
/** Start tags of real feeds have below 2,000 characters. */
const ROOT_TAG = /<((?:[\w.-]{1,40}:)?(rss|feed|rdf))(?=[\s>])[^<>]{0,16000}>/iy;

/** Finds the feed in XML; a word says why there is none. */
export function feedPartsOf(xml: string): FeedParts | XmlProblem {
  const start = rootAt(xml);
  if (typeof start === 'string') return start;
  ROOT_TAG.lastIndex = start;
  const root = ROOT_TAG.exec(xml);
  if (!root) return 'no_feed';
  const [open, name, local] = root as unknown as [string, string, string];
  const kind = KINDS[local.toLowerCase()]!;
  const prefix = kind === 'atom' ? name.slice(0, -local.length) : '';
  const entry = `${prefix}${kind === 'atom' ? 'entry' : 'item'}`;
  if (hasTooMany(xml, `<${entry}`)) return 'too_many';
  const spans = entrySpans(xml, start + open.length, entry);
  return {
    kind,
    open,
    close: `</${name}>`,
    head: xml.slice(start + open.length, spans[0]?.start ?? xml.length),
    entries: spans.map(({ start, end, closed }) => ({ text: xml.slice(start, end), closed })),
  };
}

/** Where the root element begins: behind declaration, comments and a document type, which must not define entities. */
function rootAt(xml: string): number | XmlProblem {
  let at = xml.indexOf('<');
  while (at >= 0 && /[?!]/.test(xml[at + 1] ?? '')) {
    const ending = xml.startsWith('<!--', at) ? '-->' : '>';
    const end = xml.indexOf(ending, at);
    if (end < 0) return 'no_feed';
    // An internal subset is where entities are defined: https://www.w3.org/TR/xml/#NT-doctypedecl
    if (ending === '>' && xml[at + 1] === '!' && xml.slice(at, end).includes('[')) return 'entities';
    at = xml.indexOf('<', end);
  }
  return at < 0 ? 'no_feed' : at;
}

interface Span {
  readonly start: number;
  end: number;
  closed: boolean;
}

/** What must be stepped over as a whole: tags in it are text. */
const OPAQUE = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
] as const;

/** The elements of this name, in their order. One that is not closed ends where the next begins, or with the text. */
function entrySpans(xml: string, from: number, name: string): Span[] {
  const token = new RegExp(`<!\\[CDATA\\[|<!--|<(/?)${name.replaceAll('.', '\\.')}(?=[\\s/>])`, 'gi');
  token.lastIndex = from;
  const spans: Span[] = [];
  const unending = new Set<string>();
  let open: Span | null = null;
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    const opaque = OPAQUE.find(([start]) => start === match![0].toUpperCase());
    if (opaque) {
      const end = unending.has(opaque[1]) ? -1 : xml.indexOf(opaque[1], token.lastIndex);
      if (end < 0) unending.add(opaque[1]);
      else token.lastIndex = end;
      continue;
    }
    const isEnd = match[1] === '/';
    if (!isEnd) {
      if (open) open.end = match.index;
      open = { start: match.index, end: xml.length, closed: false };
      spans.push(open);
    }
    const tagEnd = xml.indexOf('>', token.lastIndex);
    if (open && tagEnd >= 0 && (isEnd || xml[tagEnd - 1] === '/')) {
      open.end = tagEnd + 1;
      open.closed = true;
      open = null;
    }
  }
  return spans;
}
