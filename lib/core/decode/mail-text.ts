/** Mail programs break lines before this column: https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1 */
const LONGEST_LINE = 78;
/** A line that was broken because the next word did not fit; words longer than the rest of it are rare. */
const SHORTEST_LINE = 56;

/** Plain text of a mail with the lines of each paragraph joined; lines that were broken on purpose stay. */
export function unwrapLines(text: string): string {
  const out: string[] = [];
  let isOpen = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trimEnd();
    if (isOpen && line !== '' && !/^[\s>*•–-]/.test(line)) out[out.length - 1] += ` ${line}`;
    else out.push(line);
    isOpen = line.length >= SHORTEST_LINE && line.length <= LONGEST_LINE;
  }
  return out.join('\n');
}
