/** The labelled texts beside the project, read as the pipeline reads them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRejection } from '../lib/core/decode/rejection.ts';
import type { Judged } from '../lib/core/dedupe/judge.ts';
import { orderOf } from '../lib/core/dedupe/order.ts';
import { parser } from '../lib/core/parser.ts';
import { readJsonLines } from './json-lines.ts';
import { RECEIVED_AT } from './received-at.ts';

export const DATA = join(import.meta.dirname, '../../shared/data');

export interface Labelled extends Judged {
  readonly label: string;
  /** How the text was made. */
  readonly op: string;
  readonly body: string;
}

interface Line {
  readonly id: string;
  readonly cluster?: string | number;
  readonly event?: string;
  readonly op?: string;
}

/** Decoded, extracted, cleaned and fingerprinted by the real parser. */
export async function readLabelled(set: string): Promise<Labelled[]> {
  const key = `${set}.jsonl`;
  const path = join(DATA, 'dedupe', key);
  const lines = new Map(readJsonLines<Line>(path).map((line) => [line.id, line]));
  const records = await parser.decode(key, readFileSync(path));
  const documents = records.map((record) => {
    const line = isRejection(record) ? undefined : lines.get(record.sourceRecordId ?? '');
    return line ? labelled(record, key, line.id, String(line.cluster ?? line.event), line.op) : [];
  });
  return (await Promise.all(documents)).flat();
}

/** Pages that are each their own article. */
export async function readPages(set: string): Promise<Labelled[]> {
  const pages = readdirSync(join(DATA, set)).map(async (name) => {
    const records = await parser.decode(name, readFileSync(join(DATA, set, name)));
    return Promise.all(records.map((record) => labelled(record, name, name, name)));
  });
  return (await Promise.all(pages)).flat(2);
}

async function labelled(
  record: Awaited<ReturnType<typeof parser.decode>>[number],
  key: string,
  id: string,
  label: string,
  op = '',
): Promise<Labelled[]> {
  const parsed = await parser.parse(record, { key, receivedAt: RECEIVED_AT });
  if (parsed.kind === 'rejection') return [];
  const { fingerprint, article } = parsed;
  const order = orderOf({
    firstSeen: 0,
    publishedDate: null,
    recordName: id,
    contentSha256: fingerprint.contentSha256,
    documentId: id,
  });
  return [{ documentId: id, order, fingerprint, label, op, body: article.body }];
}

/** Pairs that are the same article, with what was done to one of them. */
export function readPairs(set: string): { readonly a: string; readonly b: string; readonly op: string }[] {
  const path = join(DATA, 'dedupe', `${set}-pairs.jsonl`);
  return existsSync(path) ? readJsonLines(path) : [];
}
