import { endOfString } from './json-scan.ts';

/** What Python's json module writes, and JSON does not know: https://docs.python.org/3/library/json.html#infinite-and-nan-number-values */
const NO_NUMBER = /^(?:NaN|-?Infinity)$/;
const CONTROLS = /[\u0000-\u001f]/g;

/**
 * JSON as lax writers leave it, made strict: `NaN` and `Infinity` become null, raw control characters within strings are escaped.
 * Anything else stays as it is. Linear in the text.
 */
export function mendedJson(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('"', at);
    const end = open < 0 ? text.length : open;
    parts.push(withoutNoNumbers(text.slice(at, end)));
    if (open < 0) break;
    const close = Math.min(endOfString(text, open) + 1, text.length);
    parts.push(text.slice(open, close).replace(CONTROLS, escaped));
    at = close;
  }
  return parts.join('');
}

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

const withoutNoNumbers = (between: string): string =>
  between.replace(/-?[A-Za-z]+/g, (word) => (NO_NUMBER.test(word) ? 'null' : word));
