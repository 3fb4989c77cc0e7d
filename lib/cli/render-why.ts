import { styleText } from 'node:util';
import type { Alignment, Passage } from '../core/dedupe/passages.ts';
import type { LedgerRow } from '../core/lake/columns.ts';
import type { Compared, Named, Why } from '../pipeline/why.ts';
import { printable, truncate } from './display-width.ts';
import { beside, columnWidth, shorten, wrap } from './render-columns.ts';

const COMPARED_SHOWN = 5;
const DECISIONS_SHOWN = 10;
const PASSAGES_SHOWN = 16;
const LINES_A_PASSAGE = 5;
/** A passage can be a whole long article: cut before it is laid out. */
const PASSAGE_CHARACTERS = 4_000;

/** The explanation, for reading. Colours only where stdout shows them. */
export function renderWhy(why: Why, width: number): string {
  const { document, compared, passages } = why;
  const parts = [
    `${bold(sourceOf(document))}  ${document.documentId}\n`,
    document.title === null ? '' : `${truncate(printable(document.title), width)}\n`,
    `${bold(decisionOf(why))}\n`,
    ...(compared[0] ? [pairLines(compared[0])] : []),
    othersOf(why, width),
    historyOf(why, width),
    passages && compared[0] ? sideBySide(document, compared[0].other, passages, width) : '',
  ];
  return parts.join('');
}

function decisionOf({ status, settled, rejection, verdict, compared }: Why): string {
  if (status === 'rejected' && rejection)
    return printable(`rejected: ${rejection.reason} (${rejection.stage}): ${rejection.detail}`);
  if (status !== 'live') return 'deleted: its object is gone';
  if (!verdict || !settled) return 'not judged yet: run the ingest again, or maintain';
  const nameOf = (id: string) => {
    const other = compared.find((pair) => pair.other.documentId === id)?.other;
    return other ? sourceOf(other) : id;
  };
  if (verdict.duplicateOf !== null) return `${verdict.kind} duplicate of ${nameOf(verdict.duplicateOf)}`;
  const contained = verdict.containedIn === null ? '' : `, contained in ${nameOf(verdict.containedIn)}`;
  return `canonical: a duplicate of nothing earlier${contained}`;
}

/** A line a decision, where there was more than one. */
function historyOf({ history }: Why, width: number): string {
  if (history.length < 2) return '';
  const shown = history.slice(-DECISIONS_SHOWN);
  const earlier = history.length - shown.length;
  return [
    earlier > 0 ? `Decided (${earlier} earlier in the table dedupe_ledger):` : 'Decided:',
    ...shown.map((row) => truncate(`  ${row.decided_at.slice(0, 19)}Z  ${decisionLine(row)}`, width)),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function decisionLine({ verdict, duplicate_of, contained_in, cause, jaccard }: LedgerRow): string {
  const of = duplicate_of ?? contained_in;
  const what = `${verdict}${of === null ? '' : ` ${verdict === 'contained' ? 'in' : 'of'} ${of}`}`;
  const score = jaccard === null || verdict === 'exact' ? '' : `, jaccard ${jaccard.toFixed(2)}`;
  return printable(`${what}${score} (${cause.replaceAll('_', ' ')})`);
}

/** The numbers of one comparison. */
function pairLines(pair: Compared): string {
  const { other, relation, rule, similarity, thresholds, sharedKeys, shingles, keys, otherIsEarlier } = pair;
  const [own, its] = otherIsEarlier ? (['later', 'earlier'] as const) : (['earlier', 'later'] as const);
  const measured = similarity && (similarity.exact ? 'counted' : 'estimated from the 256 smallest shingle hashes of each');
  const rows: [string, string][] = [
    ['compared', `${sourceOf(other)}  ${other.documentId}  (${otherIsEarlier ? 'earlier' : 'later'})`],
    ['verdict', `${relation === 'none' ? 'no duplicate' : relation}: ${rule}`],
  ];
  if (similarity) {
    const { jaccard, containment } = similarity;
    rows.push(['jaccard', `${jaccard.toFixed(4)}, near from ${thresholds.jaccard.toFixed(2)} (${measured})`]);
    rows.push(['containment', `${containment.toFixed(4)}, contained from ${thresholds.containment.toFixed(2)}`]);
    const { coveredMost, coveredLeast, replaced } = similarity.alignment;
    rows.push([
      'passages',
      `${coveredMost.toFixed(2)} and ${coveredLeast.toFixed(2)} of the texts in shared passages, ${replaced.toFixed(2)} replaced`,
    ]);
  }
  rows.push(['shingles', `${shingles[own]} here, ${shingles[its]} there`]);
  rows.push([
    'index keys',
    `${sharedKeys.length} shared of ${keys[own]} and ${keys[its]}: ${sharedKeys.length > 0 ? 'a candidate' : 'not a candidate'}`,
  ]);
  return rows.map(([label, value]) => `  ${label.padEnd(12)}${printable(value)}\n`).join('');
}

function othersOf({ compared, crowdedKeys, status }: Why, width: number): string {
  if (status !== 'live') return '';
  const others = compared.slice(1);
  const lines = others.slice(0, COMPARED_SHOWN).map(({ other, relation, rule, otherIsEarlier }) => {
    const what = relation === 'none' ? 'no duplicate' : relation;
    return truncate(
      `  ${otherIsEarlier ? 'earlier' : 'later'.padEnd(7)}  ${sourceOf(other)}  ${printable(`${what}: ${rule}`)}`,
      width,
    );
  });
  const more = others.length - lines.length;
  return [
    compared.length === 0 ? 'No other document shares an index key with it: there was nothing to compare.' : '',
    others.length > 0 ? `Also compared, because they share an index key:` : '',
    ...lines,
    more > 0 ? `  and ${more} more (--json lists them all)` : '',
    crowdedKeys > 0 ? `${crowdedKeys} of its keys are crowded: only their earliest documents are compared.` : '',
  ]
    .filter((line) => line !== '')
    .map((line) => `${line}\n`)
    .join('');
}

function sideBySide(document: Named, other: Named, alignment: Alignment, width: number): string {
  const { passages, sharedWords, wordsA, wordsB, cut } = alignment;
  const columns = columnWidth(width);
  const shown = passages.slice(0, PASSAGES_SHOWN);
  const more = passages.length - shown.length;
  const cell = (text: string) =>
    shorten(wrap(text.length > PASSAGE_CHARACTERS ? ends(text) : text, columns - 2), LINES_A_PASSAGE);
  return [
    `\n${sharedWords} words in shared passages, of ${wordsA} and ${wordsB}${cut ? ' (the texts go on)' : ''}:\n\n`,
    beside([truncate(sourceOf(document), columns)], [truncate(sourceOf(other), columns)], width, bold),
    ...shown.map((passage) =>
      beside(marked(passage, cell(passage.a)), marked(passage, cell(passage.b)), width, STYLES[passage.kind]),
    ),
    more > 0 ? `and ${more} more passages (--json lists them all)\n` : '',
    '\n= shared   ↕ shared, elsewhere in the other text   ~ differs\n',
  ].join('');
}

const MARKS: Readonly<Record<Passage['kind'], string>> = { shared: '=', moved: '↕', differs: '~' };
const STYLES: Readonly<Record<Passage['kind'], (text: string) => string>> = {
  shared: (text) => styleText('green', text),
  moved: (text) => styleText('cyan', text),
  differs: (text) => styleText('yellow', text),
};

function marked({ kind }: Passage, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${i === 0 ? MARKS[kind] : ' '} ${line}`);
}

function ends(text: string): string {
  return `${text.slice(0, PASSAGE_CHARACTERS / 2)} ${text.slice(-PASSAGE_CHARACTERS / 2)}`;
}

function sourceOf({ source }: Named): string {
  return printable(source);
}

function bold(text: string): string {
  return styleText('bold', text);
}
