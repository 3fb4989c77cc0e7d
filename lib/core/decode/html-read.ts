import { Parser } from 'htmlparser2';
import type { Page } from './html-page.ts';
import { PageReader } from './html-reader.ts';
import { HTML_DEPTH } from './limits.ts';

/** The parser's own stack makes deep nesting quadratic, so depth is looked at after each piece. */
const PIECE_CHARS = 16_384;

/** Reads a page in one pass: all its text by blocks, without scripts, and what its head and marks state. Null when nested too deeply. */
export function readPage(html: string): Page | null {
  const reader = new PageReader();
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
  for (let at = 0; at < html.length; at += PIECE_CHARS) {
    parser.write(html.slice(at, at + PIECE_CHARS));
    if (reader.depth > HTML_DEPTH) return null;
  }
  parser.end();
  return reader.page();
}
