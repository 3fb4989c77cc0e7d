import { kindOf } from './html-kinds.ts';
import { type Attributes, authorMark, isHeadline, isTime, timeMark } from './html-mark-attributes.ts';
import { marksOf } from './html-marks.ts';
import type { Block, Element, Page, TimeMark } from './html-page.ts';
import { areTwoWords, LABELS } from './html-seams.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BLOCKS = words(
  'p div section article main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre figure figcaption hr address body center details summary header form fieldset legend caption',
);
const NO_TEXT = words('script style noscript noframes noembed template select textarea iframe object svg math head');
const MENUS = words('nav footer aside button menu dialog');
const VOID = words('area base br col embed hr img input link meta source track wbr');
/** Between the parts of a heading that are elements of their own. */
const PART = '\u0000';
/** Tags kept for every other element, so that hostile nesting costs no more than its length. */
const MOST_META = 2_000;
const LONGEST_NAME = 200;

/** What an open element collects until it closes. */
interface Frame {
  readonly tag: string;
  readonly names: string;
  readonly kind: number;
  readonly isHidden: boolean;
  readonly isBlock: boolean;
  readonly sink: string[] | null;
  /** Its index among the elements, once it has text. */
  element: number;
}

/** Collects what a page holds while the parser goes through it. */
export class PageReader {
  readonly #blocks: Block[] = [];
  readonly #elements: Element[] = [{ parent: -1, depth: 0, tag: '', names: '', marks: 0, marksAround: 0, kinds: 0 }];
  readonly #meta = new Map<string, string[]>();
  readonly #jsonLd: string[][] = [];
  readonly #titles: string[][] = [];
  readonly #headings: string[][] = [];
  readonly #authors: { readonly sink: string[]; readonly block: number; readonly isGuess: boolean }[] = [];
  readonly #times: TimeMark[] = [];
  #isWhole = false;
  #language: string | null = null;
  #canonicalUrl: string | null = null;
  readonly #frames: Frame[] = [];
  #hidden = 0;
  #links = 0;
  #run: string[] = [];
  #runLinks = 0;
  #sinks: string[][] = [];
  #seam: 'none' | 'closed' | 'between' = 'none';

  get depth(): number {
    return this.#frames.length;
  }

  onopentag(tag: string, attributes: Attributes): void {
    if (VOID.has(tag)) {
      this.#addVoid(tag, attributes);
      return;
    }
    const isBlock = BLOCKS.has(tag) || MENUS.has(tag);
    if (isBlock) this.#endBlock();
    if (LABELS.has(tag)) this.#addSeam('between');
    if (tag === 'html') this.#language ??= attributes.lang ?? attributes['xml:lang'] ?? null;
    if (tag === 'html' || tag === 'head' || tag === 'body') this.#isWhole = true;
    if (isTime(tag, attributes)) this.#addTime(attributes);
    const kind = kindOf(tag, attributes);
    const sink = this.#sinkFor(tag, attributes);
    if (sink) this.#sinks.push(sink);
    const names = isBlock ? `${attributes.class ?? ''} ${attributes.id ?? ''}`.trim() : '';
    const frame = { tag, names, kind, isHidden: NO_TEXT.has(tag), isBlock, sink, element: -1 };
    this.#frames.push(frame);
    this.#count(frame, 1);
  }

  ontext(text: string): void {
    const isGlued = this.#seam === 'between' && areTwoWords(this.#run.at(-1) ?? '', text);
    this.#seam = 'none';
    if (isGlued) this.#spaceSinks();
    for (const sink of this.#sinks) sink.push(text);
    if (this.#hidden > 0) return;
    if (isGlued) this.#run.push(' ');
    const run = text.replace(/\s+/g, ' ');
    this.#run.push(run);
    if (this.#links > 0) this.#runLinks += run.length;
  }

  onclosetag(tag: string): void {
    if (VOID.has(tag)) return;
    const frame = this.#frames.at(-1);
    if (!frame) return;
    if (frame.isBlock) this.#endBlock();
    if (LABELS.has(tag)) this.#addSeam('closed');
    this.#frames.pop();
    if (frame.sink) this.#sinks.pop();
    this.#count(frame, -1);
  }

  page(): Page {
    this.#endBlock();
    const cleaned = (text: string) => tidy(text.replaceAll(PART, '')).toWellFormed();
    const joined = (sinks: readonly string[][]) => sinks.map((sink) => cleaned(sink.join('')));
    return {
      blocks: this.#blocks,
      elements: this.#elements,
      meta: this.#meta,
      jsonLd: this.#jsonLd.map((sink) => sink.join('')),
      title: joined(this.#titles)[0] ?? '',
      headings: joined(this.#headings).filter(Boolean),
      headingParts: this.#headings.flatMap((sink) => sink.join('').split(PART).map(cleaned)).filter(Boolean),
      authors: this.#authors
        .map(({ sink, block, isGuess }) => ({ text: tidy(sink.join('')).toWellFormed(), block, isGuess }))
        .filter(({ text }) => text !== '' && text.length <= LONGEST_NAME),
      times: this.#times,
      language: this.#language,
      canonicalUrl: this.#canonicalUrl,
      isWhole: this.#isWhole,
    };
  }

  #count({ tag, isHidden }: Frame, by: 1 | -1): void {
    if (isHidden) this.#hidden += by;
    if (tag === 'a') this.#links += by;
  }

  /** A label begins between two texts, or ends. */
  #addSeam(seam: 'between' | 'closed'): void {
    if (seam === 'closed' || this.#seam === 'closed') this.#seam = seam;
    const sink = this.#sinks.at(-1);
    if (sink !== undefined && sink === this.#headings.at(-1)) sink.push(PART);
  }

  /** What stands in two blocks is two words. */
  #spaceSinks(): void {
    for (const sink of this.#sinks) sink.push(' ');
  }

  #addVoid(tag: string, attributes: Attributes): void {
    if (tag === 'hr') this.#endBlock();
    else if (tag === 'br') this.#addBreak();
    else if (tag === 'meta') this.#addMeta(attributes);
    else if (tag === 'link') this.#addLink(attributes);
  }

  /** Two breaks end a paragraph. */
  #addBreak(): void {
    this.#spaceSinks();
    let last = this.#run.length - 1;
    while (last >= 0 && this.#run[last] === ' ') last--;
    if (last >= 0 && this.#run[last] === '\n') this.#endBlock();
    else this.#run.push('\n');
  }

  /** Where the text of this element is wanted besides the body. Sinks don't nest, so that each character is kept once. */
  #sinkFor(tag: string, attributes: Attributes): string[] | null {
    if (this.#sinks.length > 0) return null;
    const sink: string[] = [];
    const list = this.#listFor(tag, attributes);
    if (list) return list.length < MOST_META && list.push(sink) > 0 ? sink : null;
    const mark = this.#hidden > 0 || this.#authors.length >= MOST_META ? null : authorMark(tag, attributes);
    if (!mark) return null;
    this.#authors.push({ sink, block: this.#blocks.length, ...mark });
    return sink;
  }

  #listFor(tag: string, attributes: Attributes): string[][] | null {
    if (tag === 'script') return /ld\+json/i.test(attributes.type ?? '') ? this.#jsonLd : null;
    if (tag === 'title') return this.#titles;
    return isHeadline(tag, attributes) ? this.#headings : null;
  }

  #addTime(attributes: Attributes): void {
    const mark = this.#hidden > 0 || this.#times.length >= MOST_META ? null : timeMark(attributes);
    if (mark) this.#times.push({ ...mark, block: this.#blocks.length });
  }

  #addMeta(attributes: Attributes): void {
    const { property, name: named, itemprop = '' } = attributes;
    const content = tidy(attributes.content ?? '');
    // Inside an element that is marked as the author, as microdata does it.
    if (itemprop === 'name') for (const sink of this.#sinks) sink.push(content);
    if (isTime('meta', attributes)) this.#addTime(attributes);
    const name = (property ?? named ?? itemprop).trim().toLowerCase();
    if (name === '' || content === '' || this.#meta.size >= MOST_META) return;
    const values = this.#meta.get(name);
    if (values === undefined) this.#meta.set(name, [content]);
    else if (values.length < MOST_META) values.push(content);
  }

  #addLink({ rel, href }: Attributes): void {
    if (rel?.toLowerCase() === 'canonical' && href) this.#canonicalUrl ??= href.trim();
  }

  #endBlock(): void {
    this.#spaceSinks();
    const text = this.#run.join('').split('\n').map(tidy).filter(Boolean).join('\n');
    if (text) this.#blocks.push({ text, linkChars: this.#runLinks, element: this.#elementAround() });
    this.#run = [];
    this.#runLinks = 0;
  }

  /** The innermost open block; it and what is around it become elements now, each once, since only now they have text. */
  #elementAround(): number {
    let from = this.#frames.length;
    while (from > 0 && this.#frames[from - 1]!.element < 0) from--;
    let parent = from > 0 ? this.#frames[from - 1]!.element : 0;
    for (const frame of this.#frames.slice(from)) {
      if (frame.isBlock || frame.kind !== 0) parent = this.#addElement(frame, parent);
      frame.element = parent;
    }
    return parent;
  }

  #addElement({ tag, names, kind }: Frame, parent: number): number {
    const around = this.#elements[parent]!;
    const marks = marksOf(names);
    const marksAround = around.marksAround | (tag === 'body' ? 0 : marks);
    this.#elements.push({ parent, depth: around.depth + 1, tag, names, marks, marksAround, kinds: around.kinds | kind });
    return this.#elements.length - 1;
  }
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
