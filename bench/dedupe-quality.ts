/**
 * Deduplicates labelled texts in memory, the way the pipeline does, and scores the clusters: `node bench/dedupe-quality.ts [set …]`.
 * The labelled texts are not part of the project; without them beside it there is nothing to measure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterIds } from '../lib/core/dedupe/clusters.ts';
import { exactKey, nearKeys } from '../lib/core/dedupe/index-keys.ts';
import { type Judged, judge } from '../lib/core/dedupe/judge.ts';
import { orderOf } from '../lib/core/dedupe/order.ts';
import { fingerprintOf } from '../lib/core/fingerprint/fingerprint.ts';
import type { Verdict } from '../lib/core/model.ts';

const DATA = join(import.meta.dirname, '../../shared/data');
/** How many of a key's earliest documents are looked at, as when settling. */
const LOOK_LIMIT = 32;
const SETS = ['extraction', 'edits'];

interface Labelled {
  readonly id: string;
  readonly text: string;
}

function documentOf({ id, text }: Labelled): Judged {
  const fingerprint = fingerprintOf(text);
  const { contentSha256 } = fingerprint;
  return {
    documentId: id,
    order: orderOf({ firstSeen: 0, publishedDate: null, recordName: id, contentSha256, documentId: id }),
    fingerprint,
  };
}

function indexOf(documents: readonly Judged[]): Map<string, Judged[]> {
  const index = new Map<string, Judged[]>();
  for (const document of documents.toSorted((a, b) => (a.order < b.order ? -1 : 1))) {
    for (const key of [exactKey(document.fingerprint), ...nearKeys(document.fingerprint)]) {
      const postings = index.get(key);
      if (!postings) index.set(key, [document]);
      else if (postings.length < LOOK_LIMIT) postings.push(document);
    }
  }
  return index;
}

function verdictsOn(documents: readonly Judged[]): Map<Judged, Verdict> {
  const index = indexOf(documents);
  return new Map(
    documents.map((document) => {
      const keys = [exactKey(document.fingerprint), ...nearKeys(document.fingerprint)];
      return [document, judge(document, [...new Set(keys.flatMap((key) => index.get(key) ?? []))]).verdict];
    }),
  );
}

function rowsOf(verdicts: ReadonlyMap<Judged, Verdict>): string {
  const clusters = clusterIds([...verdicts].map(([{ documentId, order }, { edges }]) => ({ documentId, order, edges })));
  const row = ([{ documentId }, { duplicateOf }]: [Judged, Verdict]) => ({
    source_record_id: documentId,
    document_id: documentId,
    duplicate_of: duplicateOf,
    cluster_id: clusters.get(documentId),
  });
  return [...verdicts].map((entry) => JSON.stringify(row(entry))).join('\n');
}

function score(set: string): void {
  const source = join(DATA, 'dedupe', `${set}.jsonl`);
  const pairs = join(DATA, 'dedupe', `${set}-pairs.jsonl`);
  const texts: Labelled[] = readFileSync(source, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const verdicts = verdictsOn(texts.map(documentOf));
  const kinds = Object.groupBy(verdicts.values(), ({ kind, containedIn }) => kind ?? (containedIn ? 'contained' : 'original'));
  console.log(
    `\n${set}: ${Object.entries(kinds)
      .map(([kind, list]) => `${list.length} ${kind}`)
      .join(', ')}`,
  );

  const directory = mkdtempSync(join(tmpdir(), 'dedupe-quality-'));
  const rows = join(directory, 'rows.jsonl');
  writeFileSync(rows, rowsOf(verdicts));
  const files = [source, rows, ...(existsSync(pairs) ? [pairs] : [])];
  spawnSync(process.execPath, [join(DATA, 'score.mjs'), 'dedupe', ...files], { stdio: 'inherit' });
  rmSync(directory, { recursive: true });
}

if (!existsSync(DATA)) console.log('No labelled texts beside the project: nothing to measure.');
else for (const set of process.argv.length > 2 ? process.argv.slice(2) : SETS) score(set);
