/** Plain text of simple Markdown: a paragraph a line, without marks of headings, emphasis, links and lists; pictures leave nothing. */
export function markdownToText(markdown: string): string {
  const blocks: string[] = [];
  let paragraph: string[] = [];
  let fenced = false;
  let quoted = false;
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push(plainText(paragraph.join('')));
    paragraph = [];
  };
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    if (FENCE.test(line)) {
      endParagraph();
      fenced = !fenced;
    } else if (fenced) blocks.push(line);
    else if (line.trim() === '' || RULE.test(line)) {
      endParagraph(); // a rule under a paragraph makes it a heading; both end it
      blocks.push('');
    } else {
      if (BLOCK_START.test(line) || QUOTE.test(line) !== quoted) endParagraph();
      quoted = QUOTE.test(line);
      const text = line.replace(QUOTE, '').trim();
      paragraph.push(gapBetween(paragraph.at(-1), text), text);
      if (HEADING.test(line) || HARD_BREAK.test(line) || PICTURE.test(line)) endParagraph();
    }
  }
  endParagraph();
  return blocks.join('\n');
}

const FENCE = /^ {0,3}(?:`{3,}[^`\n]{0,200}|~{3,}.{0,200})$/;
const RULE = /^ {0,3}(?:(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,}|={2,})[ \t]*$/;
const HEADING = /^ {0,3}#{1,6}[ \t]/;
const PICTURE = /^ {0,3}!\[[^[\]]{0,1000}\]\([^()]{0,2000}\)\s*$/;
const QUOTE = /^ {0,3}>[ \t]?/;
const LIST_ITEM = /^\s{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]/;
/** What begins a block without a blank line before it: a heading, an item of a list, a row of a table, a picture, code. */
const BLOCK_START = new RegExp(`${HEADING.source}|${LIST_ITEM.source}|^ {0,3}(?:\\||!\\[)|^(?: {4}|\\t)`);
const HARD_BREAK = /(?: {2}|\\|<br ?\/?>)$/;

// Kana, Han and Thai are written without spaces; Hangul has them.
const UNSPACED = /[\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uff00-\uff65]/;

/** A paragraph may be wrapped anywhere; a wrap stands for the space that was there, if one was. */
function gapBetween(above: string | undefined, below: string): string {
  if (above === undefined) return '';
  return UNSPACED.test(above.at(-1) ?? '') && UNSPACED.test(below[0] ?? '') ? '' : ' ';
}

function plainText(block: string): string {
  return block
    .replace(/^#{1,6}\s+/, '')
    .replace(/\s#{1,6}$/, '')
    .replace(/^[-*+]\s+/, '')
    .replace(/(?:\\|<br ?\/?>)$/, '')
    .replace(/!\[[^[\]]{0,1000}\]\([^()]{0,2000}\)/g, '')
    .replace(/\[([^[\]]{1,1000})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/\[([^[\]]{1,1000})\]\[[^[\]]{0,200}\]/g, '$1')
    .replace(/<(https?:\/\/[^<>\s]{1,2000})>/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,2000})\1/g, '$2')
    .replace(/(^|[^\p{L}\p{N}*])\*(?=\S)([^*]{1,2000})\*/gu, '$1$2')
    .replace(/(^|[^\p{L}\p{N}_])_(?=\S)([^_]{1,2000})_(?![\p{L}\p{N}_])/gu, '$1$2')
    .replace(/`([^`]{1,500})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>])/g, '$1')
    .trim();
}

const FRONT_MATTER_LINES = 200;

/** `key: value` lines between two `---` at the top, and the rest. A YAML list becomes an array; nothing deeper is read. */
export function frontMatterOf(text: string): { fields: Record<string, string | string[]>; rest: string } {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const end =
    lines[0]?.trim() === '---' ? lines.slice(1, FRONT_MATTER_LINES).findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line)) : -1;
  if (end < 0) return { fields: {}, rest: text };
  const entries = new Map<string, string | string[]>();
  let key = '';
  for (const line of lines.slice(1, end + 1)) {
    const pair = /^([\w-]{1,60}):\s*(.*)$/.exec(line);
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (pair) {
      key = pair[1]!;
      entries.set(key, readValue(pair[2]!));
    } else if (item && key) {
      const before = entries.get(key);
      entries.set(key, [...(Array.isArray(before) ? before : []), unquote(item[1]!)]);
    }
  }
  return { fields: Object.fromEntries(entries), rest: lines.slice(end + 2).join('\n') };
}

function readValue(text: string): string | string[] {
  const list = /^\[(.*)\]\s*$/.exec(text);
  return list ? list[1]!.split(',').map(unquote).filter(Boolean) : unquote(text);
}

const unquote = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');
