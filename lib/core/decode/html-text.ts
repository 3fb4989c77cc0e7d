import type { StatedFields } from '../model.ts';
import { mainContent } from './html-main.ts';
import type { Block, Page } from './html-page.ts';
import { readPage } from './html-read.ts';
import { type StatedInPage, statedInPage } from './html-stated.ts';
import { subtitleOf } from './html-subtitle.ts';
import { articleInJsonLd } from './json-ld.ts';

/** The text of a page's main content, a paragraph a block, and what the page states of it. */
export interface HtmlText {
  readonly text: string;
  readonly stated: StatedFields;
}

/** Whether a field named as text holds markup: a block or link element that is closed. */
export const looksLikeHtml = (text: string): boolean =>
  /<(?:p|div|br|li|h[1-6]|a|span|article|body)\b[^<>]{0,500}>/i.test(text) && /<\/[a-z]|<br|<p>/i.test(text);

/** A page, what it states of its article, and the body that its structured data states. */
export interface ReadPage extends StatedInPage {
  readonly page: Page;
  readonly statedBody: string | null;
}

/** Reads a page or a fragment of one; null when it is nested too deeply. */
export function htmlToText(html: string): HtmlText | null {
  const read = readWithStated(html);
  if (!read) return null;
  const { page, stated, statedBody } = read;
  const { blocks, captions } = mainContent(page, read, statedBody);
  const subtitle = stated.subtitle ?? subtitleOf(page, read.headline, blocks);
  const text = textOf(page, blocks);
  const isMissing = statedBody !== null && statedBody.length >= text.length * FULLER;
  return {
    text: (isMissing ? statedBody : text).toWellFormed(),
    stated: { ...stated, ...(subtitle && { subtitle }), ...(captions.length > 0 && { captions }) },
  };
}

export function readWithStated(html: string): ReadPage | null {
  const page = readPage(html);
  if (!page) return null;
  const jsonLd = articleInJsonLd(page.jsonLd, [page.title, ...(page.meta.get('og:title') ?? []), ...page.headings]);
  return { page, ...statedInPage(page, jsonLd), statedBody: bodyOf(jsonLd?.articleBody) };
}

const textOf = (page: Page, main: readonly Block[]): string =>
  (main.length > 0 ? main : page.blocks).map(({ text }) => text).join('\n\n');

/** A stated body has lost its paragraphs; it is better only where scripts build the page and the markup holds next to nothing. */
const FULLER = 3;
const LEAST_CHARS = 400;

const NOTHING_STATED = { stated: {}, titleAt: -1, headline: -1 };

/** The body that structured data states, as text; null when it is none or too short to be one. */
function bodyOf(body: unknown): string | null {
  if (typeof body !== 'string' || body.length < LEAST_CHARS) return null;
  const page = looksLikeHtml(body) ? readPage(body) : null;
  const fragment = page && { ...page, isWhole: false };
  return fragment ? textOf(fragment, mainContent(fragment, NOTHING_STATED, null).blocks) || null : body.replace(/\n+/g, '\n\n');
}
