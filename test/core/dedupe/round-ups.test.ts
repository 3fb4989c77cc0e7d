import { describe, expect, it } from 'vitest';
import { clusterIds } from '../../../lib/core/dedupe/clusters.ts';
import { type Judged, judge } from '../../../lib/core/dedupe/judge.ts';
import { shownVerdict } from '../../../lib/core/dedupe/shown-verdict.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';

/** Words, or signs where there are no spaces, of a script; the same for the same seed. */
function textOf([first, letters, wordLength]: Script, seed: number, length: number): string {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
  const word = () => String.fromCodePoint(...Array.from({ length: wordLength }, () => first + next(letters)));
  return Array.from({ length }, word).join(wordLength === 1 ? '' : ' ');
}

/** Its first letter, how many there are from there on, and the letters of a word. */
type Script = readonly [first: number, letters: number, wordLength: number];
const SCRIPTS: Readonly<Record<string, Script>> = {
  Latin: [0x61, 26, 5],
  Cyrillic: [0x430, 32, 5],
  Arabic: [0x628, 18, 5],
  Devanagari: [0x915, 36, 4],
  Chinese: [0x4e00, 3000, 1],
  Hangul: [0xac00, 3000, 3],
};

function permutations<T>(values: readonly T[]): T[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((value, at) => permutations(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}

/** What people see of these texts, first seen in this order: the names that share a cluster, and who is marked as a copy of whom. */
function outcomeOf(texts: readonly (readonly [name: string, text: string])[]) {
  const documents = texts.map(
    ([documentId, text], at): Judged => ({ documentId, order: `${at}`, fingerprint: fingerprintOf(text) }),
  );
  const judged = documents.map((document) => ({ ...document, ...judge(document, documents).verdict }));
  const ids = clusterIds(judged);
  const clusters = Object.values(Object.groupBy(judged, ({ documentId }) => ids.get(documentId)!));
  const marked = judged.filter((verdict) => {
    const { documentId } = verdict;
    return shownVerdict(documentId, { verdict, clusterId: ids.get(documentId)! })?.duplicateOf != null;
  });
  return {
    clusters: clusters.map((members) => members!.map(({ documentId }) => documentId).sort()).sort(),
    marked: marked.map(({ documentId }) => documentId),
  };
}

describe.each(Object.entries(SCRIPTS))('a round-up in %s letters', (_, script) => {
  const [bridge, ferry, school] = [1, 2, 3].map((seed) => textOf(script, seed, 240));
  const edited = `${bridge} ${textOf(script, 9, 20)}`;
  const roundUp = [ferry, bridge, school].join('\n\n');

  it('is in the cluster of the article that has copies, in every order, and no article that it holds is its copy', () => {
    const texts = Object.entries({ bridge, edited, ferry, roundUp, school }) as [string, string][];
    for (const order of permutations(texts)) {
      const { clusters, marked } = outcomeOf(order);
      expect(clusters).toEqual([['bridge', 'edited', 'roundUp'], ['ferry'], ['school']]);
      expect(marked.filter((name) => name === 'ferry' || name === 'school')).toEqual([]);
    }
  });
});
