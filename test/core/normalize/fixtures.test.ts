import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeObject, isRejection } from '../../../lib/core/decode/decode.ts';
import { articleOf } from '../../../lib/core/extract/article.ts';
import { loadModels } from '../../../lib/core/models.ts';
import { originOf } from '../../support/origin.ts';

await loadModels(['charset', 'language']);

// A new case is a pair of files: NAME.txt (or .html, .md, .jsonl) as scraped, NAME.json with the columns that matter.
const folder = join(import.meta.dirname, '../../fixtures/normalize');
const files = readdirSync(folder).filter((file) => !file.endsWith('.json'));

describe('cleaning of scraped text', () => {
  it.each(files)('%s', async (file) => {
    const name = basename(file, extname(file));
    const record = (await decodeObject(`page${extname(file)}`, readFileSync(join(folder, file))))[0]!;
    if (isRejection(record)) throw new Error(record.detail);
    const article = articleOf(record, originOf(`page${extname(file)}`));
    if (isRejection(article)) throw new Error(article.detail);
    const expected = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, unknown>;
    const got: Record<string, unknown> = { ...article.metadata, body: article.body, captions: article.captions };
    expect(Object.fromEntries(Object.keys(expected).map((column) => [column, got[column]]))).toEqual(expected);
    for (const { start, end, text } of article.removed) {
      // Where cleaning changed no character of the span, the offsets hold the very words.
      if (record.content.includes(text)) expect(record.content.slice(start, end).trim()).toBe(text);
    }
  });
});
