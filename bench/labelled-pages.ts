import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isRejection } from '../lib/core/decode/rejection.ts';
import { decodePlainText } from '../lib/core/decode/text.ts';
import { linesOf } from '../lib/core/extract/lines.ts';
import type { DecodedRecord } from '../lib/core/model.ts';
import { readJsonLines } from './json-lines.ts';
import { naiveDump } from './naive-dump.ts';

/** A labelled page as plain text. */
export interface LabelledPage {
  readonly set: string;
  readonly id: string;
  /** Its file, or where it came from. */
  readonly name: string;
  readonly record: DecodedRecord;
  readonly body: string;
  readonly title: string;
}
interface Gold {
  readonly articleBody: string;
  readonly title?: string | null;
}

const idOf = (name: string): string => name.replace(/(?:\.(?:html?|txt|gz|zst))+$/, '');

/** The pages of a set that are dumped as text. */
export function textPages(data: string, set: string): LabelledPage[] {
  const gold = JSON.parse(readFileSync(join(data, `${set}-gold.json`), 'utf8')) as Record<string, Gold>;
  return readdirSync(join(data, set)).flatMap((name) => pageOf(set, name, readFileSync(join(data, set, name)), gold[idOf(name)]));
}

/** The HTML pages of the data, dumped likewise: the content region and the whole. */
export function dumpedPages(data: string): LabelledPage[] {
  const gold = JSON.parse(readFileSync(join(data, 'html-gold.json'), 'utf8')) as Record<string, Gold>;
  return readdirSync(join(data, 'html')).flatMap((name) => {
    const html = gunzipSync(readFileSync(join(data, 'html', name))).toString();
    return [true, false].flatMap((region) => {
      const text = naiveDump(html, region);
      return text === null ? [] : pageOf('html', name, Buffer.from(text), gold[idOf(name)]);
    });
  });
}

interface Extracted {
  /** `way:page`. */
  readonly id: string;
  readonly text: string;
}

/**
 * Pages as a plain-text converter leaves them, beside the article of each as somebody marked it. Nobody marked their headlines.
 * Both are among the ways in which `dedupe/extraction.jsonl` holds a page.
 */
export function convertedPages(data: string): LabelledPage[] {
  const rows = readJsonLines<Extracted>(join(data, 'dedupe/extraction.jsonl'));
  const texts = new Map(rows.map(({ id, text }) => [id, text]));
  return [...texts].flatMap(([key, text]) => {
    const [way, id] = key.split(':') as [string, string];
    const body = texts.get(`gt:${id}`);
    const lines = text.split('\n').map((line) => line.trim());
    return way !== 'html-text' || body === undefined
      ? []
      : pageOf('converted', id, Buffer.from(lines.filter(Boolean).join('\n')), { articleBody: body });
  });
}

function pageOf(set: string, name: string, bytes: Uint8Array, gold: Gold | undefined): LabelledPage[] {
  const record = decodePlainText(bytes)[0]!;
  if (isRejection(record) || gold === undefined) return [];
  const { articleBody: body, title } = gold;
  return [{ set, id: idOf(name), name, record, body, title: title ?? '' }];
}

/** The lines of a text. */
export const cleanLines = (text: string) => linesOf(text.replace(/\n+/g, '\n\n')).lines;
