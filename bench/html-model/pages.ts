import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FEATURE_COUNT, featuresOf } from '../../lib/core/decode/html-features.ts';
import { kindBit } from '../../lib/core/decode/html-kinds.ts';
import { landscapeOf } from '../../lib/core/decode/html-landscape.ts';
import { readWithStated } from '../../lib/core/decode/html-text.ts';
import { labelsOf, wordsOf } from './labels.ts';

/** A labelled page: for each block its features, its share in the body, and its number of words. */
export interface LabelledPage {
  readonly body: string;
  readonly bodyWords: number;
  readonly texts: readonly string[];
  readonly rows: readonly Float64Array[];
  readonly labels: readonly number[];
  readonly words: readonly number[];
  /** Whether it stands in a menu or footer and is not in the body. */
  readonly isMenu: readonly boolean[];
}

const MENU = kindBit('nav') | kindBit('footer');

export function labelledPages(data: string): LabelledPage[] {
  const gold = JSON.parse(readFileSync(join(data, 'html-gold.json'), 'utf8')) as Record<string, { articleBody: string }>;
  return Object.entries(gold).map(([id, { articleBody }]) => {
    const html = new TextDecoder().decode(gunzipSync(readFileSync(join(data, 'html', `${id}.html.gz`))));
    return labelled(html, articleBody);
  });
}

function labelled(html: string, body: string): LabelledPage {
  const { page, stated, titleAt } = readWithStated(html)!;
  const write = featuresOf(page, landscapeOf(page, stated.title, titleAt));
  const rows = page.blocks.map((_, i) => {
    const row = new Float64Array(FEATURE_COUNT);
    write(i, row);
    return row;
  });
  const texts = page.blocks.map(({ text }) => text);
  const labels = labelsOf(texts, body);
  const isMenu = page.blocks.map(({ element }, i) => (page.elements[element]!.kinds & MENU) !== 0 && labels[i]! < 0.1);
  return { body, bodyWords: wordsOf(body).length, texts, rows, labels, words: texts.map((text) => wordsOf(text).length), isMenu };
}
