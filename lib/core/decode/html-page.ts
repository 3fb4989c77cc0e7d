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
  readonly isForm: boolean;
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
  /** Names that links and elements marked as the author hold. */
  readonly authors: readonly string[];
  readonly language: string | null;
  readonly canonicalUrl: string | null;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BLOCKS = words(
  'p div section article main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre figure figcaption hr address body center details summary header',
);
const CONTAINERS = words('div section article main table tr td form body center');
const SKIPPED = words(
  'script style noscript template nav footer aside button select textarea iframe object svg math head menu dialog',
);
const VOID = words('area base br col embed hr img input link meta source track wbr');
/** Tags kept for every other element, so that hostile nesting costs no more than its length. */
const MOST_META = 2_000;
const LONGEST_NAME = 200;

/** Reads a page in one pass: text by blocks without menus and scripts, and what its head and marks state. */
export function readPage(html: string): Page {
  const reader = new PageReader();
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
  parser.end(html);
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
  readonly #containers: Container[] = [{ parent: -1, isMain: false, isForm: false }];
  readonly #meta = new Map<string, string[]>();
  readonly #jsonLd: string[][] = [];
  readonly #titles: string[][] = [];
  readonly #headings: string[][] = [];
  readonly #authors: string[][] = [];
  #language: string | null = null;
  #canonicalUrl: string | null = null;
  readonly #frames: Frame[] = [];
  #container = 0;
  #skipping = 0;
  #links = 0;
  #run: string[] = [];
  #runLinks = 0;
  #sinks: string[][] = [];

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (VOID.has(name)) {
      if (name === 'br' || name === 'hr') this.#run.push('\n');
      else if (name === 'meta') this.#addMeta(attributes);
      else if (name === 'link') this.#addLink(attributes);
      return;
    }
    const isBlock = BLOCKS.has(name);
    if (isBlock) this.#endBlock();
    const isMain = name === 'article' || name === 'main' || attributes.role === 'main' || /\barticleBody\b/.test(attributes.itemprop ?? '');
    const skips = SKIPPED.has(name) || (name === 'header' && !this.#insideMain()) || 'hidden' in attributes;
    if (name === 'html') this.#language ??= attributes.lang ?? attributes['xml:lang'] ?? null;
    const sink = this.#sinkFor(name, attributes);
    if (sink) this.#sinks.push(sink);
    this.#frames.push({ skips, isBlock, container: this.#container, sink });
    if (skips) this.#skipping++;
    if (name === 'a') this.#links++;
    if ((CONTAINERS.has(name) || isMain) && this.#skipping === 0) {
      this.#containers.push({ parent: this.#container, isMain, isForm: name === 'form' });
      this.#container = this.#containers.length - 1;
    }
  }

  ontext(text: string): void {
    if (this.#frames.length > HTML_DEPTH) return;
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
      language: this.#language,
      canonicalUrl: this.#canonicalUrl,
    };
  }

  #insideMain(): boolean {
    for (let at = this.#container; at > 0; at = this.#containers[at]!.parent) if (this.#containers[at]!.isMain) return true;
    return false;
  }

  /** Where the text of this element is wanted besides the body. Sinks don't nest, so that each character is kept once. */
  #sinkFor(name: string, attributes: Readonly<Record<string, string>>): string[] | null {
    const list =
      name === 'script' && /ld\+json/i.test(attributes.type ?? '')
        ? this.#jsonLd
        : name === 'title'
          ? this.#titles
          : name === 'h1'
            ? this.#headings
            : /\bauthor\b/.test(attributes.rel ?? '') || /\bauthor\b/.test(attributes.itemprop ?? '')
              ? this.#authors
              : null;
    if (!list || this.#sinks.length > 0 || list.length >= MOST_META) return null;
    const sink: string[] = [];
    list.push(sink);
    return sink;
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

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
