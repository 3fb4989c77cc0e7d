import type { StatedFields } from '../model.ts';
import { mainBlocks } from './html-main.ts';
import { type Page, readPage } from './html-page.ts';
import { statedInPage } from './html-stated.ts';
import { articleInJsonLd } from './json-ld.ts';

/** The text of a page's main content, a paragraph a block, and what the page states of it. */
export interface HtmlText {
  readonly text: string;
  readonly stated: StatedFields;
}

/** Whether a field named as text holds markup: a block or link element that is closed. */
export const looksLikeHtml = (text: string): boolean =>
  /<(?:p|div|br|li|h[1-6]|a|span|article|body)\b[^<>]{0,500}>/i.test(text) && /<\/[a-z]|<br|<p>/i.test(text);

/** Text shorter than this may be what a mistake in the markup, such as an unclosed menu, has left. */
const SUSPICIOUS_CHARS = 250;

/** Reads a page or a fragment of one; null when it is nested too deeply. */
export function htmlToText(html: string): HtmlText | null {
  const page = readPage(html);
  if (!page) return null;
  const jsonLd = articleInJsonLd(page.jsonLd);
  const stated = statedInPage(page, jsonLd);
  const text = textOf(page, stated.title);
  const fuller = text.length < SUSPICIOUS_CHARS ? textOf(readPage(html, true), stated.title) : '';
  const best = fuller.length > text.length * FULLER ? fuller : text;
  return { text: (fullerBody(jsonLd?.articleBody, best) ?? best).toWellFormed(), stated };
}

function textOf(page: Page | null, title?: string): string {
  if (!page) return '';
  const main = mainBlocks(page, title);
  return (main.length > 0 ? main : page.blocks).map(({ text }) => text).join('\n\n');
}

/** A stated body has lost its paragraphs; it is better only where scripts build the page and the markup holds next to nothing. */
const FULLER = 3;
const LEAST_CHARS = 400;

function fullerBody(stated: unknown, text: string): string | null {
  if (typeof stated !== 'string' || stated.length < LEAST_CHARS || stated.length < text.length * FULLER) return null;
  return looksLikeHtml(stated) ? textOf(readPage(stated)) || null : stated.replace(/\n+/g, '\n\n');
}
