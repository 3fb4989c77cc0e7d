/**
 * The passages that two texts share, word by word. Greedy tiling after Wise's Running Karp-Rabin Greedy String Tiling (1993):
 * runs of at least a shingle's words, each as long as it can be, the longest taken first; so a paragraph that moved is found
 * too. The runs that stand in the same order in both (the heaviest such chain) lay the texts side by side.
 */
import { type Token, type TokenizedText, tokenize } from '../fingerprint/tokens.ts';

/** Where words stand in both texts; counted in tokens. */
interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** A stretch of both texts: shared, or what stands between shared ones (either side may be empty). */
export interface Passage {
  readonly kind: 'shared' | 'moved' | 'differs';
  readonly a: string;
  readonly b: string;
  /** Words on either side. */
  readonly wordsA: number;
  readonly wordsB: number;
}

export interface Alignment {
  /** In the order of both texts; then the shared ones that stand elsewhere in the other text. */
  readonly passages: readonly Passage[];
  readonly sharedWords: number;
  readonly wordsA: number;
  readonly wordsB: number;
  /** Whether the texts were too long to be compared to their ends. */
  readonly cut: boolean;
}

const RUN_WORDS = 5;
/** More words than nearly every article has: bounds time and memory. */
const MAX_WORDS = 20_000;
/** Places looked at for one run of words: a text of one repeated line would make it quadratic. */
const MAX_PLACES = 16;
/** The chain looks back this far. */
const MAX_LOOK_BACK = 500;

/** Lays two texts side by side. */
export function alignPassages(textA: string, textB: string): Alignment {
  const a = bounded(tokenize(textA));
  const b = bounded(tokenize(textB));
  const runs = tile(candidateRuns(a.tokens, b.tokens), a.tokens.length, b.tokens.length);
  const chain = heaviestChain(runs);
  const inOrder = new Set(chain);
  const moved = runs.filter((run) => !inOrder.has(run)).map((run) => passageOf('moved', a, b, run, run.length, run.length));
  return {
    passages: [...sideBySide(a, b, chain), ...moved],
    sharedWords: runs.reduce((sum, { length }) => sum + length, 0),
    wordsA: a.tokens.length,
    wordsB: b.tokens.length,
    cut: a.cut || b.cut,
  };
}

type Bounded = TokenizedText & { readonly cut: boolean };

function bounded({ composed, tokens }: TokenizedText): Bounded {
  return { composed, tokens: tokens.slice(0, MAX_WORDS), cut: tokens.length > MAX_WORDS };
}

/** Every run that can't be made longer, by the places of its first words. */
function candidateRuns(a: readonly Token[], b: readonly Token[]): Run[] {
  const places = new Map<string, number[]>();
  for (let at = 0; at + RUN_WORDS <= b.length; at++) {
    const words = wordsAt(b, at);
    const known = places.get(words);
    if (!known) places.set(words, [at]);
    else if (known.length < MAX_PLACES) known.push(at);
  }
  const runs: Run[] = [];
  for (let at = 0; at + RUN_WORDS <= a.length; at++) {
    for (const there of places.get(wordsAt(a, at)) ?? []) {
      if (at > 0 && there > 0 && a[at - 1]!.text === b[there - 1]!.text) continue;
      let length = RUN_WORDS;
      while (at + length < a.length && there + length < b.length && a[at + length]!.text === b[there + length]!.text) length++;
      runs.push({ a: at, b: there, length });
    }
  }
  return runs;
}

function wordsAt(tokens: readonly Token[], at: number): string {
  let words = '';
  for (let i = at; i < at + RUN_WORDS; i++) words += `${tokens[i]!.text} `;
  return words;
}

/** Takes the longest runs first, each without the words that are taken already; by their place in A. */
function tile(runs: readonly Run[], lengthA: number, lengthB: number): Run[] {
  const takenA = new Uint8Array(lengthA);
  const takenB = new Uint8Array(lengthB);
  const tiles: Run[] = [];
  for (const { a, b, length } of runs.toSorted((x, y) => y.length - x.length || x.a - y.a || x.b - y.b)) {
    let from = 0;
    for (let i = 0; i <= length; i++) {
      if (i < length && !takenA[a + i] && !takenB[b + i]) continue;
      if (i - from >= RUN_WORDS) {
        tiles.push({ a: a + from, b: b + from, length: i - from });
        takenA.fill(1, a + from, a + i);
        takenB.fill(1, b + from, b + i);
      }
      from = i + 1;
    }
  }
  return tiles.sort((x, y) => x.a - y.a);
}

/** The runs that stand in the same order in both texts and hold the most words together. */
function heaviestChain(runs: readonly Run[]): Run[] {
  const weight: number[] = [];
  const before: number[] = [];
  let best = -1;
  runs.forEach((run, i) => {
    weight[i] = run.length;
    before[i] = -1;
    for (let j = i - 1; j >= Math.max(0, i - MAX_LOOK_BACK); j--) {
      const sum = weight[j]! + run.length;
      if (runs[j]!.b + runs[j]!.length <= run.b && sum > weight[i]!) {
        weight[i] = sum;
        before[i] = j;
      }
    }
    if (best < 0 || weight[i]! > weight[best]!) best = i;
  });
  const chain: Run[] = [];
  for (let at = best; at >= 0; at = before[at]!) chain.push(runs[at]!);
  return chain.reverse();
}

function sideBySide(a: Bounded, b: Bounded, chain: readonly Run[]): Passage[] {
  const passages: Passage[] = [];
  let from = { a: 0, b: 0 };
  const end = { a: a.tokens.length, b: b.tokens.length, length: 0 };
  for (const run of [...chain, end]) {
    if (run.a > from.a || run.b > from.b)
      passages.push(passageOf('differs', a, b, { ...from, length: 0 }, run.a - from.a, run.b - from.b));
    if (run.length > 0) passages.push(passageOf('shared', a, b, run, run.length, run.length));
    from = { a: run.a + run.length, b: run.b + run.length };
  }
  return passages;
}

function passageOf(kind: Passage['kind'], a: Bounded, b: Bounded, at: Run, wordsA: number, wordsB: number): Passage {
  return { kind, a: textOf(a, at.a, wordsA), b: textOf(b, at.b, wordsB), wordsA, wordsB };
}

/** With the punctuation that clings to the words, such as quotes. */
function textOf({ composed, tokens }: TokenizedText, at: number, words: number): string {
  if (words === 0) return '';
  const [start, end] = [tokens[at]!.start, tokens[at + words - 1]!.end];
  const before = composed.slice(at === 0 ? 0 : tokens[at - 1]!.end, start);
  const after = composed.slice(end, tokens[at + words]?.start ?? composed.length);
  const opening = /\s/.test(before) || at === 0 ? before.slice(lastSpace(before) + 1) : '';
  return opening + composed.slice(start, end) + (/^\S{0,8}/.exec(after)?.[0] ?? '');
}

function lastSpace(text: string): number {
  let at = text.length - 1;
  while (at >= 0 && !/\s/.test(text[at]!)) at--;
  return at;
}
