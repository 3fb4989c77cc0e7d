/**
 * Deduplicates labelled texts in memory with the project's own parser and verdicts, and scores the clusters:
 * `node bench/dedupe-quality.ts [--peers python]`.
 *
 * With `--peers` the same bodies go through other libraries in the same run, each at the threshold that is best for it on this
 * very set (ours are fixed). A Python that has them: `python3 -m venv /tmp/dedupe-peers && /tmp/dedupe-peers/bin/pip install
 * datasketch==1.6.5 rensa==0.5.0 gaoya==0.2.2 scikit-learn==1.9.1`, then `--peers /tmp/dedupe-peers/bin/python`.
 *
 * The labelled texts are not part of the project; without them beside it there is nothing to measure.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clusterIds } from '../lib/core/dedupe/clusters.ts';
import { entriesOf, exactKey, keyOf, meet } from '../lib/core/dedupe/index-keys.ts';
import { type Judged, judge } from '../lib/core/dedupe/judge.ts';
import { nearRule } from '../lib/core/dedupe/relation.ts';
import { shownVerdict } from '../lib/core/dedupe/shown-verdict.ts';
import { compare } from '../lib/core/dedupe/similarity.ts';
import type { Verdict } from '../lib/core/model.ts';
import { LOOK_LIMIT } from '../lib/pipeline/judging.ts';
import { type ClusterScores, clusterScores } from './cluster-scores.ts';
import { DATA, type Labelled, readLabelled, readPages, readPairs } from './dedupe-labelled.ts';

const SETS = ['edits', 'extraction'];
const TWINS = ['distractor', 'template-twin', 'form-twin', 'boilerplate-only'];
const ORDERS = 12;

interface Outcome {
  readonly clusters: ReadonlyMap<string, string>;
  readonly marked: ReadonlySet<string>;
}

/** As when settling: a copy of an earlier text isn't announced under near keys, and of each key the earliest are looked at. */
function dedupe(documents: readonly Judged[]): Outcome {
  const index = new Map<string, Judged[]>();
  const post = (key: string, document: Judged) => {
    const postings = index.get(key);
    if (!postings) index.set(key, [document]);
    else if (postings.length < LOOK_LIMIT) postings.push(document);
  };
  const verdicts: [Judged, Verdict][] = [];
  for (const document of documents.toSorted((a, b) => (a.order < b.order ? -1 : 1))) {
    const exact = exactKey(document.fingerprint);
    const keys = index.has(exact) ? [exact] : [exact, ...entriesOf(document.fingerprint).near.map(keyOf)];
    verdicts.push([document, judge(document, [...new Set(keys.flatMap((key) => index.get(key) ?? []))]).verdict]);
    for (const key of keys) post(key, document);
  }
  const clusters = clusterIds(verdicts.map(([{ documentId, order }, verdict]) => ({ documentId, order, ...verdict })));
  return {
    clusters,
    marked: new Set(
      verdicts.flatMap(([{ documentId }, verdict]) => (isMarked(documentId, verdict, clusters) ? [documentId] : [])),
    ),
  };
}

function isMarked(documentId: string, verdict: Verdict, clusters: ReadonlyMap<string, string>): boolean {
  return shownVerdict(documentId, { verdict, clusterId: clusters.get(documentId)! })?.duplicateOf != null;
}

const scoresOf = (documents: readonly Labelled[], { clusters }: Outcome) =>
  clusterScores(
    documents.map(({ label }) => label),
    documents.map(({ documentId }) => clusters.get(documentId)),
  );

/** The same texts, first seen in another order. */
function reordered(documents: readonly Labelled[], seed: number): Labelled[] {
  const at = (id: string) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return documents.map((document) => ({ ...document, order: at(document.documentId) }));
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const line = (name: string, { precision, recall, f1, ari }: ClusterScores, note = '') =>
  console.log(
    `${name.padEnd(34)} P ${precision.toFixed(4)}  R ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}  ARI ${ari.toFixed(4)}  ${note}`,
  );

function twinsOf(documents: readonly Labelled[], marked: (op: string) => number): string {
  return TWINS.flatMap((op) => {
    const twins = documents.filter((document) => document.op === op).length;
    return twins === 0 ? [] : [`${op} ${Number(marked(op).toFixed(1))}/${twins}`];
  }).join(', ');
}

const countMarked = (documents: readonly Labelled[], marked: ReadonlySet<string>, op: string) =>
  documents.filter((document) => document.op === op && marked.has(document.documentId)).length;

function measure(set: string, documents: readonly Labelled[]): void {
  const outcome = dedupe(documents);
  line(
    'article-lake',
    scoresOf(documents, outcome),
    twinsOf(documents, (op) => countMarked(documents, outcome.marked, op)),
  );
  measureOrders(documents);
  for (const [op, pairs] of Object.entries(Object.groupBy(readPairs(set), (pair) => pair.op))) {
    const found = pairs!.filter(({ a, b }) => outcome.clusters.get(a) === outcome.clusters.get(b)).length;
    console.log(`  ${op.padEnd(12)} ${found} of ${pairs!.length} pairs in one cluster`);
  }
}

/** First seen in random orders: the mean of each figure, and the worst of each. */
function measureOrders(documents: readonly Labelled[]): void {
  const orders = Array.from({ length: ORDERS }, (_, seed) => {
    const shuffled = reordered(documents, seed + 1);
    const outcome = dedupe(shuffled);
    return { scores: scoresOf(shuffled, outcome), marked: outcome.marked };
  });
  const each = (figure: keyof ClusterScores) => orders.map(({ scores }) => scores[figure]);
  const scores = (choose: (values: number[]) => number): ClusterScores => {
    const [precision, recall] = [choose(each('precision')), choose(each('recall'))];
    return { precision, recall, f1: choose(each('f1')), ari: choose(each('ari')) };
  };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const twins = (choose: (values: number[]) => number) =>
    twinsOf(documents, (op) => choose(orders.map(({ marked }) => countMarked(documents, marked, op))));
  line(`  mean of ${ORDERS} random orders`, scores(mean), twins(mean));
  line(
    `  worst of each`,
    scores((values) => Math.min(...values)),
    twins((values) => Math.max(...values)),
  );
}

/** How many of the pairs that a comparison would call near the index brings together, were there fewer keys. */
function measureKeys(documents: readonly Labelled[]): void {
  const related = documents.flatMap((a, i) =>
    documents.slice(i + 1).flatMap((b) => (a.label === b.label && near(a, b) ? [[a, b] as const] : [])),
  );
  const found = (keys: number) => {
    const kept = ({ fingerprint }: Judged) => ({ ...fingerprint, nearKeys: fingerprint.nearKeys.slice(0, keys) });
    return related.filter(([a, b]) => meet(kept(a), kept(b))).length;
  };
  const each = [4, 6, 8, 12, Number.POSITIVE_INFINITY].map((keys) => `${keys}: ${percent(found(keys), related.length)}`);
  console.log(`  near pairs of a cluster that the index brings together, by keys a text: ${each.join(', ')}`);
}

function near(a: Judged, b: Judged): boolean {
  return (
    a.fingerprint.contentSha256 !== b.fingerprint.contentSha256 &&
    nearRule(a.fingerprint, b.fingerprint, compare(a.fingerprint, b.fingerprint)!).near
  );
}

/** Different articles: every pair that is called near is wrong, but for an event's, where some are reprints. */
function measureControl(name: string, documents: readonly Labelled[]): void {
  let candidates = 0;
  const called = { sameLabel: 0, otherLabel: 0 };
  documents.forEach((a, i) => {
    for (const b of documents.slice(i + 1)) {
      if (!meet(a.fingerprint, b.fingerprint)) continue;
      candidates++;
      if (near(a, b)) called[a.label === b.label ? 'sameLabel' : 'otherLabel']++;
    }
  });
  console.log(
    `${name}: ${documents.length} texts, ${candidates} pairs share a key; near: ${called.sameLabel} of one label, ${called.otherLabel} of two`,
  );
}

function measurePeers(python: string, documents: readonly Labelled[]): void {
  const sorted = documents.toSorted((a, b) => (a.order < b.order ? -1 : 1));
  const { stdout, stderr, status } = spawnSync(python, [join(import.meta.dirname, 'dedupe-peers.py')], {
    input: JSON.stringify(sorted.map(({ body }) => body)),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`The peers failed: ${stderr}`);
  const best = new Map<string, { scores: ClusterScores; note: string }>();
  for (const answer of stdout.trim().split('\n')) {
    const { method, setting, clusters }: { method: string; setting: string; clusters: number[] } = JSON.parse(answer);
    const scores = clusterScores(
      sorted.map(({ label }) => label),
      clusters,
    );
    if (scores.f1 <= (best.get(method)?.scores.f1 ?? -1)) continue;
    // A cluster's number is its first document: the others are marked.
    const marked = new Set(sorted.flatMap(({ documentId }, i) => (clusters[i] === i ? [] : [documentId])));
    best.set(method, { scores, note: `${setting}  ${twinsOf(sorted, (op) => countMarked(sorted, marked, op))}` });
  }
  for (const [method, { scores, note }] of best) line(method, scores, note);
}

const { peers } = parseArgs({ options: { peers: { type: 'string' } } }).values;
if (!existsSync(DATA)) console.log('No labelled texts beside the project: nothing to measure.');
else {
  for (const set of SETS) {
    const documents = await readLabelled(set);
    console.log(`\n${set}: ${documents.length} texts`);
    measure(set, documents);
    measureKeys(documents);
    if (peers) measurePeers(peers, documents);
  }
  console.log('\nControls: different texts');
  measureControl('events', await readLabelled('events'));
  for (const set of ['text-region', 'text-full']) measureControl(set, await readPages(set));
}
