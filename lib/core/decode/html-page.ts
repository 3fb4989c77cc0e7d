import { Parser } from 'htmlparser2';
import { HTML_DEPTH } from './limits.ts';

/** A run of text without a block boundary in it. */
export interface Block {
  readonly text: string;
  /** Characters of it that are links. */
  readonly linkChars: number;
  /** The innermost container around it, an index into `containers`. */
  readonly container: number;
}

/** An element that may hold the article, or hold it back. */
export interface Container {
  readonly parent: number;
  /** Whether its name or role says that it holds the main content. */
  readonly isMain: boolean;
  /** Whether it is such a one or inside of one. */
  readonly inMain: boolean;
  /** Whether it is a form, or its class or id says that it stands beside the article. */
  readonly isAside: boolean;
}

/** What one pass over a page finds; which of it is the article is decided later. */
export interface Page {
  readonly blocks: readonly Block[];
  /** The first is the page itself. */
  readonly containers: readonly Container[];
  /** `name`, `property` or `itemprop` of `<meta>` in lower case, with all its contents. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly jsonLd: readonly string[];
  readonly title: string;
  /** First-level headings. */
  readonly headings: readonly string[];
  /** Texts of links and elements that are marked as the author. */
  readonly authors: readonly string[];
  /** The same, when only a class or an address says so. */
  readonly likelyAuthors: readonly string[];
  /** `datetime` of the first `<time>` that is marked as the publication, and of the first at all. */
  readonly publishedTime: string | null;
  readonly firstTime: string | null;
  readonly language: string | null;
  readonly canonicalUrl: string | null;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BLOCKS = words(
  'p div section article main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre figure figcaption hr address body center details summary header',
);
const MAIN = words('article main');
const CONTAINERS = words('div section article main table tr td form body center');
const NO_TEXT = words('script style noscript template select textarea iframe object svg math head');
const MENUS = words('nav footer aside button menu dialog');
const VOID = words('area base br col embed hr img input link meta source track wbr');
/** Words in a class or id that name what stands beside an article. */
const ASIDE = words(
  'comments comment respond disqus sidebar related recommended recommendations newsletter share sharing social breadcrumb breadcrumbs cookie cookies promo popular trending',
);
const AUTHOR_CLASS = /(?:^|[\s_-])(?:author|byline|authors)(?:[_-]{1,2}name)?(?:$|\s)|author-?name/i;
const AUTHOR_ADDRESS = /\/(?:authors?|autor(?:en|es)?|auteurs?|autori|people|contributors?|writers?|team)\/[^/]/i;
/** Tags kept for every other element, so that hostile nesting costs no more than its length. */
const MOST_META = 2_000;
const LONGEST_NAME = 200;

/** The parser's own stack makes deep nesting quadratic, so depth is looked at after each piece. */
const PIECE_CHARS = 16_384;

/**
 * Reads a page in one pass: text by blocks without scripts and, unless all is wanted, menus; and what its head and marks
 * state. Null when elements are nested too deeply.
 */
export function readPage(html: string, withMenus = false): Page | null {
  const reader = new PageReader(withMenus);
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
  for (let at = 0; at < html.length; at += PIECE_CHARS) {
    parser.write(html.slice(at, at + PIECE_CHARS));
    if (reader.depth > HTML_DEPTH) return null;
  }
  parser.end();
  return reader.page();
}

/** What an open element collects until it closes. */
interface Frame {
  readonly skips: boolean;
  readonly isBlock: boolean;
  readonly container: number;
  readonly sink: string[] | null;
}

class PageReader {
  readonly #blocks: Block[] = [];
  readonly #containers: Container[] = [{ parent: -1, isMain: false, inMain: false, isAside: false }];
  readonly #meta = new Map<string, string[]>();
  readonly #jsonLd: string[][] = [];
  readonly #titles: string[][] = [];
  readonly #headings: string[][] = [];
  readonly #authors: string[][] = [];
  readonly #likelyAuthors: string[][] = [];
  #publishedTime: string | null = null;
  #firstTime: string | null = null;
  #language: string | null = null;
  #canonicalUrl: string | null = null;
  readonly #frames: Frame[] = [];
  #container = 0;
  #skipping = 0;
  #links = 0;
  #run: string[] = [];
  #runLinks = 0;
  #sinks: string[][] = [];
  readonly #withMenus: boolean;

  constructor(withMenus: boolean) {
    this.#withMenus = withMenus;
  }

  get depth(): number {
    return this.#frames.length;
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (VOID.has(name)) {
      this.#addVoid(name, attributes);
      return;
    }
    const isBlock = BLOCKS.has(name);
    if (isBlock) this.#endBlock();
    const isMain = MAIN.has(name) || attributes.role === 'main' || /\barticleBody\b/.test(attributes.itemprop ?? '');
    const skips = NO_TEXT.has(name) || (!this.#withMenus && this.#isMenu(name, attributes));
    if (name === 'html') this.#language ??= attributes.lang ?? attributes['xml:lang'] ?? null;
    if (name === 'time') this.#addTime(attributes);
    const sink = this.#sinkFor(name, attributes);
    if (sink) this.#sinks.push(sink);
    this.#frames.push({ skips, isBlock, container: this.#container, sink });
    if (skips) this.#skipping++;
    if (name === 'a') this.#links++;
    if ((CONTAINERS.has(name) || isMain) && this.#skipping === 0) {
      const inMain = isMain || this.#containers[this.#container]!.inMain;
      this.#containers.push({ parent: this.#container, isMain, inMain, isAside: name === 'form' || saysAside(attributes) });
      this.#container = this.#containers.length - 1;
    }
  }

  ontext(text: string): void {
    for (const sink of this.#sinks) sink.push(text);
    if (this.#skipping > 0) return;
    const run = text.replace(/\s+/g, ' ');
    this.#run.push(run);
    if (this.#links > 0) this.#runLinks += run.length;
  }

  onclosetag(name: string): void {
    if (VOID.has(name)) return;
    const frame = this.#frames.pop();
    if (!frame) return;
    if (frame.isBlock) this.#endBlock();
    if (frame.skips) this.#skipping--;
    if (frame.sink) this.#sinks.pop();
    if (name === 'a') this.#links--;
    this.#container = frame.container;
  }

  page(): Page {
    this.#endBlock();
    const joined = (sinks: readonly string[][]) => sinks.map((sink) => tidy(sink.join('')).toWellFormed());
    return {
      blocks: this.#blocks,
      containers: this.#containers,
      meta: this.#meta,
      jsonLd: this.#jsonLd.map((sink) => sink.join('')),
      title: joined(this.#titles)[0] ?? '',
      headings: joined(this.#headings).filter(Boolean),
      authors: joined(this.#authors).filter((name) => name !== '' && name.length <= LONGEST_NAME),
      likelyAuthors: joined(this.#likelyAuthors).filter((name) => name !== '' && name.length <= LONGEST_NAME),
      publishedTime: this.#publishedTime,
      firstTime: this.#firstTime,
      language: this.#language,
      canonicalUrl: this.#canonicalUrl,
    };
  }

  #addVoid(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'br' || name === 'hr') this.#run.push('\n');
    else if (name === 'meta') this.#addMeta(attributes);
    else if (name === 'link') this.#addLink(attributes);
  }

  #isMenu(name: string, attributes: Readonly<Record<string, string>>): boolean {
    return MENUS.has(name) || (name === 'header' && !this.#containers[this.#container]!.inMain) || 'hidden' in attributes;
  }

  /** Where the text of this element is wanted besides the body. Sinks don't nest, so that each character is kept once. */
  #sinkFor(name: string, attributes: Readonly<Record<string, string>>): string[] | null {
    const list = this.#listFor(name, attributes);
    if (!list || this.#sinks.length > 0 || list.length >= MOST_META) return null;
    const sink: string[] = [];
    list.push(sink);
    return sink;
  }

  #listFor(name: string, attributes: Readonly<Record<string, string>>): string[][] | null {
    if (name === 'script') return /ld\+json/i.test(attributes.type ?? '') ? this.#jsonLd : null;
    if (name === 'title') return this.#titles;
    if (name === 'h1') return this.#headings;
    if (this.#skipping > 0) return null;
    if (/\bauthor\b/.test(attributes.rel ?? '') || /\bauthor\b/.test(attributes.itemprop ?? '')) return this.#authors;
    const isLikely = name === 'a' ? AUTHOR_ADDRESS.test(attributes.href ?? '') : AUTHOR_CLASS.test(attributes.class ?? '');
    return isLikely ? this.#likelyAuthors : null;
  }

  #addTime({ datetime, itemprop = '', class: classes = '', pubdate }: Readonly<Record<string, string>>): void {
    if (!datetime || this.#skipping > 0 || /updated|modified/i.test(`${classes} ${itemprop}`)) return;
    this.#firstTime ??= datetime;
    if (/datePublished/.test(itemprop) || /published|entry-date/.test(classes) || pubdate !== undefined)
      this.#publishedTime ??= datetime;
  }

  #addMeta(attributes: Readonly<Record<string, string>>): void {
    const name = (attributes.property ?? attributes.name ?? attributes.itemprop ?? '').trim().toLowerCase();
    const content = tidy(attributes.content ?? '');
    if (name === '' || content === '' || this.#meta.size >= MOST_META) return;
    const values = this.#meta.get(name);
    if (values === undefined) this.#meta.set(name, [content]);
    else if (values.length < MOST_META) values.push(content);
  }

  #addLink({ rel, href }: Readonly<Record<string, string>>): void {
    if (rel?.toLowerCase() === 'canonical' && href) this.#canonicalUrl ??= href.trim();
  }

  #endBlock(): void {
    const text = this.#run.join('').split('\n').map(tidy).filter(Boolean).join('\n');
    if (text) this.#blocks.push({ text, linkChars: this.#runLinks, container: this.#container });
    this.#run = [];
    this.#runLinks = 0;
  }
}

const saysAside = ({ class: classes = '', id = '' }: Readonly<Record<string, string>>): boolean =>
  `${classes} ${id}`
    .toLowerCase()
    .split(/[\s_-]+/)
    .some((word) => ASIDE.has(word));

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
