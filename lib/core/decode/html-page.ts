/** A run of text without a block boundary in it. */
export interface Block {
  readonly text: string;
  /** Characters of it that are links. */
  readonly linkChars: number;
  /** The innermost block element around it, an index into `elements`. */
  readonly element: number;
}

/** A block element with text in it. */
export interface Element {
  readonly parent: number;
  readonly depth: number;
  readonly tag: string;
  readonly names: string;
  /** What its class and id say, see `marksOf`; and what those of it and of all around it say. */
  readonly marks: number;
  readonly marksAround: number;
  /** Kinds of elements, bits of `KIND`, that it is or stands in. */
  readonly kinds: number;
}

/** What one pass over a page finds; which of it is the article is decided later. */
export interface Page {
  readonly blocks: readonly Block[];
  /** The first is the page itself; a parent stands before its children. */
  readonly elements: readonly Element[];
  /** `name`, `property` or `itemprop` of `<meta>` in lower case, with all its contents. */
  readonly meta: ReadonlyMap<string, readonly string[]>;
  readonly jsonLd: readonly string[];
  readonly title: string;
  /** First-level headings, and others that are marked as the headline. */
  readonly headings: readonly string[];
  /** Their texts, parted where elements in them begin and end: a kicker, the headline, the number of comments. */
  readonly headingParts: readonly string[];
  /** Texts of elements that are marked as the author. */
  readonly authors: readonly AuthorMark[];
  /** Dates of `<time>` and of elements that are marked as the publication. */
  readonly times: readonly TimeMark[];
  readonly language: string | null;
  readonly canonicalUrl: string | null;
  /** Whether there is an `<html>`, `<head>` or `<body>`; without one it is a fragment, cut out by somebody already. */
  readonly isWhole: boolean;
}

/** What an element that is marked as the author says, and before which block it stands. */
export interface AuthorMark {
  readonly text: string;
  readonly block: number;
  /** Whether only a class or an address says so. */
  readonly isGuess: boolean;
}

export interface TimeMark {
  readonly value: string;
  readonly block: number;
  readonly kind: 'published' | 'modified' | 'unknown';
}
