import { Parser } from 'htmlparser2';
import { HTML_DEPTH } from './limits.ts';

/** The text of a page, a paragraph a block, and what its head says. */
export interface HtmlText {
  readonly text: string;
  readonly title: string | null;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BLOCKS = words(
  'p div section article main h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th blockquote pre figure figcaption hr address body center details summary',
);
const SKIPPED = words(
  'script style noscript template nav header footer aside form button select textarea iframe object svg math head menu dialog',
);
const VOID = words('area base br col embed hr img input link meta source track wbr');

/** Whether a field named as text holds markup: a block or link element that is closed. */
export const looksLikeHtml = (text: string): boolean =>
  /<(?:p|div|br|li|h[1-6]|a|span|article|body)\b[^<>]{0,500}>/i.test(text) && /<\/[a-z]|<br|<p>/i.test(text);

/** Block-aware text of HTML: menus, forms and scripts left out. No main-content search. */
export function htmlToText(html: string): HtmlText {
  const blocks: string[] = [];
  let run: string[] = [];
  let pageTitle = '';
  let heading = '';
  let depth = 0;
  let skippedFrom = Number.POSITIVE_INFINITY;
  let inTitle = false;
  let inHeading = false;
  const endBlock = () => {
    const block = run.join('').split('\n').map(tidy).filter(Boolean).join('\n');
    if (block) blocks.push(block);
    run = [];
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        if (VOID.has(name)) {
          if (name === 'br' || name === 'hr') run.push('\n');
          return;
        }
        depth++;
        if (name === 'title' && !pageTitle) inTitle = true;
        if (name === 'h1' && !heading) inHeading = true;
        if (SKIPPED.has(name) && depth < skippedFrom) skippedFrom = depth;
        if (BLOCKS.has(name)) endBlock();
      },
      ontext(text) {
        if (depth > HTML_DEPTH) return;
        if (inTitle) pageTitle += text;
        if (inHeading) heading += text;
        if (skippedFrom === Number.POSITIVE_INFINITY && !inTitle) run.push(text.replace(/\s+/g, ' '));
      },
      onclosetag(name) {
        if (VOID.has(name)) return;
        if (name === 'title') inTitle = false;
        if (name === 'h1') inHeading = false;
        if (BLOCKS.has(name)) endBlock();
        if (depth === skippedFrom) skippedFrom = Number.POSITIVE_INFINITY;
        depth--;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  endBlock();
  return { text: blocks.join('\n\n').toWellFormed(), title: tidy(heading) || tidy(pageTitle) || null };
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();
