import { isObject, type JsonObject } from './json-object.ts';
import { scanJson } from './json-scan.ts';

/** Nodes that one page's structured data may have; real pages have below 100. */
const MOST_NODES = 1_000;
const ARTICLE = /(?:article|posting|^report)$/i;
/** Where a page hangs its article in. */
const HOLDERS = ['@graph', 'mainEntity', 'mainEntityOfPage'];
/** The properties of an article that may be references to another node of the page. */
const REFERENCES = ['author', 'creator', 'publisher'];

/** The article that the JSON-LD blocks of a page describe, of several the one that a title of the page names, the surest title first; null when none does. */
export function articleInJsonLd(blocks: readonly string[], titles: readonly string[] = []): JsonObject | null {
  return articleAmong(
    blocks.flatMap((text) => [parse(text)].flat().filter(isObject)),
    titles,
  );
}

/** The same of structured data that is parsed already. */
export function articleAmong(roots: readonly JsonObject[], titles: readonly string[] = []): JsonObject | null {
  const nodes = roots.flatMap(withHeld).slice(0, MOST_NODES);
  const articles = nodes.filter(isArticle);
  const headed = articles.filter(({ headline }) => typeof headline === 'string' && headline !== '');
  const named = titles.map((title) => headed.find(({ headline }) => title.includes(headline as string)));
  const article = named.find((node) => node !== undefined) ?? headed[0] ?? articles[0];
  // A page that describes no article may still say when it was published.
  const found = article ?? nodes.find((node) => hasType(node, /^WebPage$/) && node.datePublished);
  if (!found) return null;
  const { name, ...described } = withReferences(found, nodes);
  // Only an article is called by its headline; the name of a page is that of the tab.
  return article && name !== undefined && described.headline === undefined ? { ...described, headline: name } : described;
}

const isArticle = (node: JsonObject): boolean => hasType(node, ARTICLE);
const hasType = (node: JsonObject, type: RegExp): boolean =>
  [node['@type']].flat().some((name) => typeof name === 'string' && type.test(name));

const withHeld = (node: JsonObject): JsonObject[] => [node, ...HOLDERS.flatMap((key) => [node[key]].flat().filter(isObject))];

/** Structured data is made by templates and often broken; then the page has none. */
function parse(text: string): unknown {
  if (scanJson(text).problem) return null;
  try {
    return JSON.parse(text);
  } catch {
    return parseMended(text);
  }
}

/** Markup of XHTML around a script, and lines that are comments. */
const COMMENT_LINE = /^[ \t]{0,99}(?:\/\/|<!\[CDATA\[|<!--|-->|\]\]>)[^\n"]*$|^[ \t]{0,99}\/\*[^*]*\*\//gm;

/** The commonest faults: line breaks within strings, commas behind the last member, and comments. */
function parseMended(text: string): unknown {
  const uncommented = text.replace(COMMENT_LINE, '');
  try {
    return JSON.parse(uncommented.replace(/[\u0000-\u001f]/g, ' ').replace(/, {0,99}(?=[}\]])/g, ''));
  } catch {
    return null;
  }
}

function withReferences(article: JsonObject, nodes: readonly JsonObject[]): JsonObject {
  const byId = new Map(nodes.map((node) => [node['@id'], node]));
  const resolve = (value: unknown) => (isObject(value) && value.name === undefined ? (byId.get(value['@id']) ?? value) : value);
  const resolved = REFERENCES.filter((key) => article[key] !== undefined).map((key) => {
    const value = article[key];
    return [key, Array.isArray(value) ? value.map(resolve) : resolve(value)] as const;
  });
  return { ...article, ...Object.fromEntries(resolved) };
}
