import type * as EldData from './eld-data.ts';
import { remember } from './remember.ts';

/** The language that a model takes a text for. */
export interface Guess {
  /** ISO 639-1. */
  readonly code: string;
  /** 0 to 1. */
  readonly score: number;
}

/** ELD looks at so many characters, of which the first words mostly suffice. */
const READ_CHARS = 1_000;
const FIRST_CHARS = 500;
/** Reading ends with the word that passes the first number of bytes, and within a word at the second. */
const ENOUGH_BYTES = 350;
const MOST_BYTES = 380;
const LONGEST_WORD = 70;
const NGRAM = 4;
const STRIDE = 3;
const LEAST_NGRAMS = 3;
/** Taken off each score to make the data small. */
const LEAST_SCORE = 53;
const SCALE = 25;
/** A guess with less than this share of what its language usually scores is not reliable. */
const RELIABLE_SHARE = 0.75;

/** Words that are kept with their n-grams, which have numbers below so many. */
const KEPT_CHARS = 100_000;
const MOST_NGRAMS = 2 ** 17;

/**
 * Tells languages as ELD does (https://github.com/nitotm/efficient-language-detector-js), by the n-grams of the first words in UTF-8,
 * with the same answers. The library goes through an object's keys for each n-gram; here an n-gram has a number, its scores are read
 * into numbers when it is first met, and a word is taken apart once: guessing takes a tenth of the time or less.
 */
export class LanguageModel {
  private readonly data: typeof EldData;
  private readonly codes: readonly string[];
  private readonly sums: Int32Array;
  private readonly numbers = new Map<string, number>();
  /** Of each n-gram, languages and scores by turns; none where the model has none. */
  private readonly scores: Int16Array[] = [];
  /** In which guess each n-gram was last met, so that it counts once. */
  private readonly met = new Int32Array(MOST_NGRAMS);
  private guesses = 0;
  private ngramsOf: (word: string) => readonly number[];

  constructor(data: typeof EldData) {
    this.data = data;
    this.codes = Object.values(data.ngramsData.languages);
    this.sums = new Int32Array(this.codes.length);
    this.ngramsOf = this.remembered();
  }

  /** The language of a text; null when it is not sure. */
  guess(text: string): Guess | null {
    const words = this.firstWordsOf(text);
    if (this.scores.length > MOST_NGRAMS - READ_CHARS) this.forget();
    const { sums, scores, met } = this;
    sums.fill(0);
    const guess = ++this.guesses;
    let ngrams = 0;
    for (const word of words) {
      for (const ngram of this.ngramsOf(word)) {
        if (met[ngram] === guess) continue;
        met[ngram] = guess;
        ngrams++;
        const found = scores[ngram]!;
        for (let i = 0; i < found.length; i += 2) sums[found[i]!]! += found[i + 1]!;
      }
    }
    let best = 0;
    for (let i = 1; i < sums.length; i++) if (sums[i]! > sums[best]!) best = i;
    const mean = sums[best]! / ngrams;
    const [code, score] = [this.codes[best]!, mean / (mean + SCALE)];
    return ngrams >= LEAST_NGRAMS && score >= this.data.avgScore[code]! * RELIABLE_SHARE ? { code, score } : null;
  }

  private remembered(): (word: string) => readonly number[] {
    return remember(KEPT_CHARS, (word) => ngramsOf(this.bytesOf(word)).map((ngram) => this.numberOf(ngram)));
  }

  /** Numbers are given anew when they run out. */
  private forget(): void {
    this.numbers.clear();
    this.scores.length = 0;
    this.met.fill(0);
    this.ngramsOf = this.remembered();
  }

  private numberOf(ngram: string): number {
    let number = this.numbers.get(ngram);
    if (number === undefined) {
      number = this.scores.length;
      const read = Object.entries(this.data.ngramsData.ngrams[ngram] ?? {});
      this.scores.push(Int16Array.from(read.flatMap(([language, score]) => [Number(language), score + LEAST_SCORE])));
      this.numbers.set(ngram, number);
    }
    return number;
  }

  /** A character for each byte of a word, with a space before and behind it. */
  private bytesOf(word: string): string {
    const { dictionary } = this.data;
    let bytes = ' ';
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      if (code < 0x80) bytes += word[i];
      else if (code < 0x800) bytes += dictionary[0xc0 | (code >> 6)]! + dictionary[0x80 | (code & 0x3f)]!;
      else
        bytes += dictionary[0xe0 | (code >> 12)]! + dictionary[0x80 | ((code >> 6) & 0x3f)]! + dictionary[0x80 | (code & 0x3f)]!;
    }
    return `${bytes} `;
  }

  /** The first words in lower case. */
  private firstWordsOf(text: string): readonly string[] {
    // Behind a space nothing changes how the words before it are read.
    const first = this.wordsOf(text.slice(0, text.lastIndexOf(' ', FIRST_CHARS) + 1));
    return (first.bytes > ENOUGH_BYTES ? first : this.wordsOf(text.slice(0, READ_CHARS))).words;
  }

  private wordsOf(text: string): { readonly words: readonly string[]; readonly bytes: number } {
    const lower = text.replace(this.data.separators, ' ').trim().toLowerCase();
    const words: string[] = [];
    let [start, bytes, i] = [0, 0, 0];
    for (; i < lower.length && bytes <= MOST_BYTES; i++) {
      const code = lower.charCodeAt(i);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
      if (code !== 0x20) continue;
      words.push(lower.slice(start, i));
      start = i + 1;
      if (bytes > ENOUGH_BYTES + 1) break;
    }
    if (i > start) words.push(lower.slice(start, i));
    return { words, bytes };
  }
}

/** The distinct n-grams of a word: four bytes at every third, and the last four, with the space before or behind the word. */
function ngramsOf(word: string): string[] {
  const ngrams: string[] = [];
  const end = 1 + Math.min(word.length - 2, LONGEST_WORD);
  let at = 1;
  for (; at + NGRAM < end; at += STRIDE) ngrams.push(word.slice(at === 1 ? 0 : at, at + NGRAM));
  ngrams.push(word.slice(at === 1 ? 0 : Math.max(1, end - NGRAM)));
  return ngrams;
}
