/**
 * News in any number for growth benchmarks, the same on every run: words follow one another as in real texts, while names and
 * figures are each article's own. The labelled texts beside the project give the words; without them invented ones do.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../test/support/texts.ts';
import { DATA } from './dedupe-labelled.ts';
import { generateArticles } from './generate-corpus.ts';
import { readJsonLines } from './json-lines.ts';

export type StreamKind = 'article' | 'exact copy' | 'near copy' | 'form';

const SETS = ['edits', 'extraction', 'events'];
/** Weather, markets, results: so many forms that are filled in again and again. */
const FORMS = 60;
/** Lines that outlets put under their articles. */
const FURNITURE = 500;
const RECENT = 2_000;
const SYLLABLES = 'ba cor den fal gri hol in jar kem lu mor nes ol pat quin ros sel tur ul vand wes yor zim ar el on'.split(' ');

/** Shares: 66% articles, 12% exact copies, 18% near copies, 4% forms; a fifth of the articles ends with an outlet's line. */
export function* newsStream(count: number): Generator<{ readonly kind: StreamKind; readonly text: string }> {
  const news = new News(sourceText());
  const recent: string[][] = [];
  const forms = Array.from({ length: FORMS }, () => news.words(120));
  const furniture = Array.from({ length: FURNITURE }, () => news.words(10 + below(20)).join(' '));
  for (let index = 0; index < count; index++) {
    const share = below(100);
    const source = recent[below(Math.max(1, recent.length))];
    if (share < 4) {
      yield { kind: 'form', text: news.named(forms[below(FORMS)]!).join(' ') };
    } else if (source && share < 16) {
      yield { kind: 'exact copy', text: source.join(' ') };
    } else if (source && share < 34) {
      yield { kind: 'near copy', text: edited(source, news).join(' ') };
    } else {
      const words = news.named(news.words(100 + below(300) + below(300)));
      if (below(5) === 0) words.push(furniture[below(FURNITURE)]!);
      if (recent.length < RECENT) recent.push(words);
      else recent[below(RECENT)] = words;
      yield { kind: 'article', text: words.join(' ') };
    }
  }
}

/** One word in 25 is another one, and some copies lose their end or get an introduction. */
function edited(source: readonly string[], news: News): string[] {
  const words = source.map((word) => (below(25) === 0 ? news.words(1)[0]! : word));
  const kept = below(3) === 0 ? words.slice(0, Math.ceil(words.length * 0.7)) : words;
  return below(3) === 0 ? [...news.words(30), ...kept] : kept;
}

/** A chain of words, each with those that follow it in the source, as often as they do. */
class News {
  readonly #words: string[] = [];
  readonly #source: Uint32Array;
  /** The places in the source after each word, one word after the other; where each word's begin. */
  readonly #places: Uint32Array;
  readonly #from: Uint32Array;

  constructor(source: string) {
    const ids = new Map<string, number>();
    this.#source = Uint32Array.from(source.split(/\s+/).filter(Boolean), (word) => {
      const id = ids.get(word) ?? ids.size;
      if (id === ids.size) {
        ids.set(word, id);
        this.#words.push(word);
      }
      return id;
    });
    this.#from = new Uint32Array(this.#words.length + 1);
    for (const id of this.#source) this.#from[id + 1]!++;
    for (let id = 0; id < this.#words.length; id++) this.#from[id + 1]! += this.#from[id]!;
    const next = this.#from.slice();
    this.#places = new Uint32Array(this.#source.length);
    this.#source.forEach((id, at) => {
      this.#places[next[id]!++] = (at + 1) % this.#source.length;
    });
  }

  words(count: number): string[] {
    const chain: string[] = [];
    let id = this.#source[below(this.#source.length)]!;
    while (chain.length < count) {
      chain.push(this.#words[id]!);
      const from = this.#from[id]!;
      id = this.#source[this.#places[from + below(this.#from[id + 1]! - from)]!]!;
    }
    return chain;
  }

  /** With names and figures of its own: in the source there are too few for so many articles. */
  named(words: readonly string[]): string[] {
    const names = Array.from({ length: 12 }, nameOf);
    return words.map((word) => {
      const first = word.charCodeAt(0);
      if (first >= 48 && first <= 57) return word.replace(/\d/g, () => String(below(10)));
      return first >= 65 && first <= 90 && below(2) === 0 ? names[below(names.length)]! : word;
    });
  }
}

function nameOf(): string {
  const name = Array.from({ length: 2 + below(2) }, () => SYLLABLES[below(SYLLABLES.length)]).join('');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function sourceText(): string {
  const paths = SETS.map((set) => join(DATA, 'dedupe', `${set}.jsonl`)).filter((path) => existsSync(path));
  const texts = paths
    .flatMap((path) => readJsonLines<{ op?: string; text: string }>(path))
    .filter(({ op = 'original' }) => op === 'original');
  if (texts.length > 0) return texts.map(({ text }) => text).join('\n');
  const invented = [...generateArticles({ count: 5_000, seed: 1 })].filter(({ kind }) => kind === 'original');
  return [...invented.map(({ text }) => text), textOf(1, 5_000)].join('\n');
}

// xorshift32 (Marsaglia 2003).
let state = 2_463_534_242;
function below(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
