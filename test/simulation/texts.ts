/** The texts that the simulation delivers, and a small parser for them: as the product's, but cheap enough for millions of steps. */
import { createHash } from 'node:crypto';
import { fingerprintOf } from '../../lib/core/fingerprint/fingerprint.ts';
import { METADATA_COLUMNS } from '../../lib/core/lake/columns.ts';
import type { DecodedRecord, ParsedRecord, Rejection } from '../../lib/core/model.ts';
import type { Parser } from '../../lib/core/parser.ts';
import { emptyRow } from '../support/empty-row.ts';
import type { Random } from './random.ts';

/** One text of the pool; `newBody` is what newer rules make of it. */
export interface PoolText {
  readonly body: string | null;
  readonly newBody: string | null;
  readonly publishedDate: string | null;
}

export type Pool = readonly PoolText[];

const WORDS = Array.from({ length: 2000 }, (_, i) => `w${i.toString(36)}`);

type Words = readonly string[];

/** A pool of families, and some texts that are rejected. With few families, few texts have many relatives. */
export function makePool(random: Random, families: number): Pool {
  const pool = Array.from({ length: families }, () => family(random)).flat();
  pool.push({ body: null, newBody: null, publishedDate: null });
  if (random.chance(0.3)) pool.push({ body: null, newBody: sentence(random, 50).join(' '), publishedDate: null });
  return pool;
}

/**
 * An original, the same with another date, and near copies of it; sometimes a long text that embeds it, one that newer rules read
 * differently, and a short one.
 */
function family(random: Random): PoolText[] {
  const texts: PoolText[] = [];
  const add = (words: Words, publishedDate: string | null, newWords: Words | null = words) =>
    texts.push({ body: words.join(' '), newBody: newWords?.join(' ') ?? null, publishedDate });
  const original = sentence(random, random.between(60, 90));
  add(original, random.chance(0.5) ? '2026-01-02' : null);
  add(original, '2026-01-01');
  for (let near = random.between(1, 4); near > 0; near--) {
    const copy = changed(random, original, random.between(1, 6));
    add(copy, random.chance(0.3) ? '2025-12-31' : null, random.chance(0.3) ? changed(random, copy, 3) : copy);
  }
  if (random.chance(0.5)) add([...sentence(random, 100), ...original, ...sentence(random, 80)], null);
  if (random.chance(0.3)) add(original, null, random.chance(0.5) ? null : sentence(random, 70));
  if (random.chance(0.3)) add(original.slice(0, 8), null);
  return texts;
}

const sentence = (random: Random, words: number): string[] => Array.from({ length: words }, () => random.pick(WORDS));

function changed(random: Random, words: readonly string[], changes: number): string[] {
  const copy = [...words];
  for (let i = 0; i < changes; i++) copy[random.below(copy.length)] = random.pick(WORDS);
  return copy;
}

/** A pack is one record a line: the record's id, a space, the text's number. Anything else is one record: the text's number. */
export function encodeObject(texts: readonly number[], isPack: boolean): Uint8Array {
  const content = isPack ? texts.map((text, i) => `r${i} ${text}`).join('\n') : String(texts[0]);
  return new TextEncoder().encode(content);
}

/** Pure like the product's parser; answers are remembered, since the same texts come again and again. */
export function makeParser(pool: Pool, rulesVersion: number): Parser {
  const remembered = new Map<string, ParsedRecord>();
  return {
    rulesVersion,
    async decode(key, bytes) {
      const content = new TextDecoder().decode(bytes);
      if (content === '') return [rejection(0, 'empty')];
      if (!key.endsWith('.jsonl')) return [decoded(0, null, content)];
      return content.split('\n').map((line, index) => {
        const [id, text] = line.split(' ');
        return decoded(index, id!, text!);
      });
    },
    async parse(record, { receivedAt }) {
      if ('stage' in record) return { kind: 'rejection', rejection: record };
      const text = pool[Number(record.content)]!;
      const publishedDate = text.publishedDate !== null && isPossible(text.publishedDate, receivedAt) ? text.publishedDate : null;
      const name = `${record.index} ${record.sourceRecordId} ${record.content} ${publishedDate}`;
      let parsed = remembered.get(name);
      if (!parsed) {
        parsed = parse({ ...text, publishedDate }, record, rulesVersion);
        remembered.set(name, parsed);
      }
      return parsed;
    },
  };
}

const NO_METADATA = emptyRow(METADATA_COLUMNS);

/** The clock starts on the first of January 2026; some minutes later the next day is no longer the future. */
const MARGIN_MS = 24 * 3_600_000 - 5 * 60_000;
const isPossible = (date: string, receivedAt: number): boolean => Date.parse(date) <= receivedAt + MARGIN_MS;

function parse({ body, newBody, publishedDate }: PoolText, record: DecodedRecord, rulesVersion: number): ParsedRecord {
  const text = rulesVersion > 1 ? newBody : body;
  if (text === null)
    return { kind: 'rejection', rejection: { ...rejection(record.index, 'no_body'), sourceRecordId: record.sourceRecordId } };
  const metadata = { ...NO_METADATA, title: record.content, published_date: publishedDate };
  const article = { metadata, body: text, captions: [], removed: [] };
  return { kind: 'article', record, article, fingerprint: fingerprintOf(text) };
}

function decoded(index: number, sourceRecordId: string | null, content: string): DecodedRecord {
  const rawSha256 = createHash('sha256').update(content).digest('hex');
  return { index, sourceRecordId, rawSha256, format: 'plain_text', content, charset: 'utf-8', stated: {}, fromFields: false };
}

function rejection(index: number, reason: Rejection['reason']): Rejection {
  return { index, sourceRecordId: null, rawSha256: null, stage: 'extract', reason, detail: reason };
}
