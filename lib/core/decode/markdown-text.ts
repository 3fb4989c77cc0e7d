/** Plain text of simple Markdown: headings, emphasis, links and lists lose their marks; pictures leave nothing. */
export function markdownToText(markdown: string): string {
  return markdown
    .split(/\r\n|\n|\r/)
    .map(plainLine)
    .join('\n');
}

function plainLine(line: string): string {
  if (/^ {0,3}(?:-{3,}|\*{3,}|_{3,}|={3,}|`{3,}\w*|~{3,}\w*)\s*$/.test(line)) return ''; // rules, underlines of headings, fences
  return line
    .replace(/^ {0,3}#{1,6}\s+/, '')
    .replace(/^ {0,3}>\s?/, '')
    .replace(/^(\s{0,8})[-*+]\s+/, '$1')
    .replace(/!\[[^\]\n]{0,1000}\]\([^()\n]{0,2000}\)/g, '')
    .replace(/\[([^\]\n]{1,1000})\]\([^()\n]{0,2000}\)/g, '$1')
    .replace(/\[([^\]\n]{1,1000})\]\[[^\]\n]{0,200}\]/g, '$1')
    .replace(/<(https?:\/\/[^<>\s]{1,2000})>/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_\n]{1,2000})\1/g, '$2')
    .replace(/(^|[^\p{L}\p{N}*])\*(?=\S)([^*\n]{1,2000})\*/gu, '$1$2')
    .replace(/(^|[^\p{L}\p{N}_])_(?=\S)([^_\n]{1,2000})_(?![\p{L}\p{N}_])/gu, '$1$2')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>])/g, '$1')
    .replace(/\s+$/, '');
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
