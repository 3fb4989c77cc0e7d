/**
 * Makes a corpus of invented articles: `node bench/generate-corpus.ts --articles 2000 --out DIR [--format jsonl] [--seed 1]`.
 * The same seed gives the same bytes on every machine, so figures measured on it can be compared.
 */
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

export interface GeneratedArticle {
  /** A path with `/`; the extension says the format. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'original' | 'exact_copy' | 'near_copy' | 'empty' | 'binary';
  /** The article that a copy was made from. */
  readonly original: string | null;
}

interface Draft {
  readonly name: string;
  readonly title: string;
  readonly author: string | null;
  /** Days after the corpus's first day; null: undated. */
  readonly day: number | null;
  readonly dateShape: number;
  readonly place: string;
  readonly paragraphs: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const WORDS = {
  adjective: words(`quiet narrow former crowded wooden northern modest stubborn annual coastal hidden shared brittle generous
    foggy restored electric unfinished famous patient cautious rural winding public salty ancient borrowed cheerful damp early
    fragile gentle hollow idle jagged keen lively muddy noble orderly proud rusty silent tall upright vast weary young costly`),
  noun: words(`harbour bridge council orchard tunnel market tower library ferry museum archive bakery workshop canal theatre
    reservoir forest station lighthouse quarry school hospital factory garden railway observatory vineyard stadium warehouse
    laboratory choir newspaper cooperative foundation committee parliament clinic dockyard chapel courthouse brewery sawmill
    greenhouse aquarium monastery airfield kitchen fishery printworks fountain embankment meadow shipyard power-plant depot`),
  people: words(`engineers neighbours teachers residents sailors farmers doctors drivers students officials gardeners divers
    bakers nurses volunteers merchants carpenters climbers historians biologists musicians inspectors pensioners referees
    surveyors beekeepers councillors electricians translators apprentices commuters tenants rangers locksmiths foresters`),
  verb: words(`repaired postponed welcomed measured defended questioned financed rejected discovered promised surrounded
    replaced celebrated documented abandoned enlarged inspected purchased protected criticized reopened borrowed painted
    demolished counted restored examined supported closed praised cleaned rebuilt flooded occupied insured inherited rented
    renamed photographed auctioned connected divided drained exchanged fenced guarded illuminated mapped numbered planted`),
  thing: words(`timetable budget contract signal harvest petition exhibition festival licence drawing machine instrument
    collection proposal verdict forecast tariff pension ballot concert inventory mortgage lantern barometer manuscript recipe
    regatta scaffold turbine vaccine census curfew dividend engine fossil grant helmet invoice kiosk ledger mosaic notice
    oven permit quota ramp subsidy tram umbrella violin windmill xylophone yard zoo anchor beacon carriage drill`),
  when: words(`yesterday overnight in-spring last-week on-Monday on-Tuesday on-Wednesday on-Thursday on-Friday this-month
    before-dawn after-midnight at-noon in-autumn since-January two-years-ago for-decades within-hours before-Easter`).map((w) =>
    w.replaceAll('-', ' '),
  ),
  place: words(`Osthaven Tallgate Velm Harrow Linden Marrow Isk Gullholm Brennick Castor Dunmere Elvaston Fairlock Gorse Hallow
    Ivers Jarrow Kestrel Lowick Mereby Norhill Orlam Pellow Quern Rosdale Stavel Thorne Ulmen Vardal Westby`),
  first: words('Mira Jonas Edda Pell Ines Tomas Runa Oda Saskia Ulrik Noor Petra Tilda Gunnar Helle Yrsa Moss Ada Fenja Henrik'),
  last: words('Tolland Verhal Korsmo Anders Caldora Greel Saltveit Wend Baum Evandal Ilves Roos Estby Ravn Blom Hadley Lome'),
} as const;

/** No run of five fixed words: unrelated articles must share almost no shingle. */
const SENTENCES = [
  'The {adjective} {noun} of {place} {verb} its {thing} {when}, and the {people} {verb} the {adjective} {thing}.',
  'According to {people} in {place}, the {noun} {verb} a {adjective} {thing} near the {adjective} {noun}.',
  '{first} {last} {verb} the {thing} while {adjective} {people} {verb} the {noun}.',
  'Some {number} {people} {verb} the {noun} {when}, {number} more than the {noun} had {verb}.',
  '“We {verb} every {thing},” said {first} {last}, whose {noun} {verb} the {adjective} {people} of {place}.',
  'For {number} crowns the {noun} {verb} one {adjective} {thing}; {people} from {place} {verb} another.',
  'Neither {people} nor {people} {verb} the {adjective} {noun}, because {place} {verb} its {thing} {when}.',
  'A {adjective} {thing} {verb} the {noun} between {place} and {place} {when}.',
  'Since the {noun} {verb} that {thing}, {adjective} {people} have {verb} {number} {noun} plans.',
  '{place} and {place} {verb} the {thing} {when}, though {first} {last} {verb} its {adjective} {noun}.',
] as const;

const MONTHS = words('January February March April May June July August September October November December');
const FIRST_DAY = Date.UTC(2026, 0, 1);
const DATE_SHAPES: readonly ((at: Date) => string)[] = [
  (at) => at.toISOString().slice(0, 10),
  (at) => `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`,
  (at) => `${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()} 10:31 am`,
  (at) => `Published: ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]?.slice(0, 3)} ${at.getUTCFullYear()}, 18:05`,
  (at) => at.toUTCString().slice(0, 16),
];

/** Enough to copy from, and bounded however many articles are made. */
const RECENT_LIMIT = 500;

/** `count` articles: about 10% exact copies, 15% near copies, 10% of the rest undated, 2% empty or binary. */
export function* generateArticles(options: { count: number; seed: number }): Generator<GeneratedArticle> {
  const draw = new Draw(options.seed);
  const recent: Draft[] = [];
  for (let index = 0; index < options.count; index++) {
    const name = `${String(Math.floor(index / 1000)).padStart(4, '0')}/a${String(index).padStart(7, '0')}.txt`;
    const kind = draw.next();
    const source = recent.length > 0 ? recent[draw.below(recent.length)] : undefined;
    if (kind < 0.01) {
      yield { name, text: '', kind: 'empty', original: null };
    } else if (kind < 0.02) {
      yield { name, text: `%PDF-1.7\n\0\x01\x02${draw.next()}\0`, kind: 'binary', original: null };
    } else if (source && kind < 0.12) {
      yield { name, text: render(source), kind: 'exact_copy', original: source.name };
    } else if (source && kind < 0.27) {
      yield { name, text: render(edit(draw, source)), kind: 'near_copy', original: source.name };
    } else {
      const draft = compose(draw, name);
      if (recent.length < RECENT_LIMIT) recent.push(draft);
      else recent[draw.below(RECENT_LIMIT)] = draft;
      yield { name, text: render(draft), kind: 'original', original: null };
    }
  }
}

function compose(draw: Draw, name: string): Draft {
  const paragraphs = Array.from({ length: 4 + draw.below(7) }, () =>
    Array.from({ length: 2 + draw.below(2) }, () => fill(draw, draw.pick(SENTENCES))).join(' '),
  );
  return {
    name,
    title: fill(draw, 'How the {adjective} {noun} of {place} {verb} its {thing}'),
    author: draw.next() < 0.6 ? fill(draw, '{first} {last}') : null,
    day: draw.next() < 0.9 ? draw.below(90) : null,
    dateShape: draw.below(DATE_SHAPES.length),
    place: draw.pick(WORDS.place),
    paragraphs,
  };
}

/** A reprint: some words changed, and sometimes another headline, a lost last paragraph, a new sentence. */
function edit(draw: Draw, source: Draft): Draft {
  // One word in 25 leaves about 0.96^5 = 82% of the 5-word shingles on each side: a Jaccard similarity near 0.7.
  const reword = (text: string) => text.replace(/[a-z]{5,}/g, (word) => (draw.next() < 0.04 ? draw.pick(WORDS.adjective) : word));
  const kept = draw.next() < 0.3 ? source.paragraphs.slice(0, -1) : source.paragraphs;
  return {
    ...source,
    title: draw.next() < 0.4 ? fill(draw, '{place}: {people} {verb} the {noun}') : source.title,
    dateShape: draw.below(DATE_SHAPES.length),
    paragraphs: [...kept.map(reword), ...(draw.next() < 0.5 ? [fill(draw, draw.pick(SENTENCES))] : [])],
  };
}

function render(draft: Draft): string {
  const date = draft.day === null ? null : DATE_SHAPES[draft.dateShape]!(new Date(FIRST_DAY + draft.day * 86_400_000));
  const head = [draft.title, draft.author && `By ${draft.author}`, date].filter((line) => line !== null);
  const [first, ...rest] = draft.paragraphs;
  return `${[...head, `${draft.place.toUpperCase()}: ${first}`, ...rest].join('\n\n')}\n`;
}

function fill(draw: Draw, template: string): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) =>
    slot === 'number' ? String(12 + draw.below(9000)) : draw.pick(WORDS[slot as keyof typeof WORDS]),
  );
}

/** mulberry32 by Tommy Ettinger (public domain): 32 bits of state are plenty for invented prose. */
class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      articles: { type: 'string', default: '2000' },
      out: { type: 'string' },
      format: { type: 'string', default: 'files' },
      seed: { type: 'string', default: '1' },
    },
  });
  const count = Number(values.articles);
  const seed = Number(values.seed);
  if (!values.out || !Number.isInteger(count) || !Number.isInteger(seed) || !['files', 'jsonl'].includes(values.format)) {
    throw new Error('Usage: node bench/generate-corpus.ts --articles 2000 --out DIR [--format files|jsonl] [--seed 1]');
  }
  const articles = generateArticles({ count, seed });
  if (values.format === 'jsonl') await writeJsonLines(join(values.out, 'articles.jsonl'), articles);
  else writeFiles(values.out, articles);
}

async function writeJsonLines(path: string, articles: Iterable<GeneratedArticle>): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  // A record holds text, never a binary file: without text it is rejected just as well.
  const textOf = ({ kind, text }: GeneratedArticle) => (kind === 'binary' ? '' : text);
  const lines = Iterator.from(articles).map(
    (article) => `${JSON.stringify({ id: idOf(article.name), text: textOf(article) })}\n`,
  );
  await pipeline(Readable.from(lines), createWriteStream(path));
}

/** The file's name without folders and extension: what a single file is known by, so both formats give equal verdicts. */
function idOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.txt$/, '');
}

export function writeFiles(folder: string, articles: Iterable<GeneratedArticle>): void {
  for (const { name, text } of articles) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

if (import.meta.main) await main();
