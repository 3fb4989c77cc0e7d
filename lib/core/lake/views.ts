/** What people ask for most, as views over the tables: one definition, in SQL that Athena, DuckDB, Spark and Trino all take. */
import { DOCUMENT_TEXTS, DOCUMENTS } from './columns.ts';

export interface View {
  readonly name: string;
  readonly description: string;
  /** What it reads. */
  readonly tables: readonly string[];
  /** The query behind it. */
  readonly select: string;
}

/** Of a line of column names. */
const MAX_WIDTH = 100;

const documentColumns = DOCUMENTS.columns.map(({ name }) => name);
const isShared = new Set<string>(documentColumns);
const textColumns = DOCUMENT_TEXTS.columns.map(({ name }) => name).filter((name) => !isShared.has(name));

/** Columns are named one by one: engines keep a view's columns as they were, and refuse a `*` that has grown since. */
const COLUMNS = wrapped([...documentColumns.map((name) => `d.${name}`), ...textColumns.map((name) => `t.${name}`)]);

/** The day is a part of both keys, so that engines match partition by partition. */
const TEXT_OF_DOCUMENT = `JOIN document_texts AS t
  ON t.document_id = d.document_id AND t.revision = d.text_revision AND t.ingested_date = d.ingested_date`;

/** Of documents that are equal by a rule, the one that was first; the cluster has its name from the first of all. */
const EARLIEST = 'CASE WHEN document_id = cluster_id THEN 0 ELSE 1 END, ingested_at, document_id';

/** By which rule one document of a cluster of duplicates stands for all. Verdicts know only the earliest; these are questions of taste. */
export const CANONICAL_RULES = {
  earliest: 'the one that repeats no earlier one',
  longest: 'the one with the longest text',
  cleanest: 'one without characters beyond repair, then one with a title, a date and the fewest repaired spots',
} as const;
export type CanonicalRule = keyof typeof CANONICAL_RULES;

/** `array_position` of what is not there is 0 or null, as the engine likes. */
const CLEANEST = `CASE WHEN coalesce(array_position(quality_flags, 'replacement_characters'), 0) > 0 THEN 1 ELSE 0 END,
        CASE WHEN title IS NULL THEN 1 ELSE 0 END, CASE WHEN published_date IS NULL THEN 1 ELSE 0 END, encoding_repairs`;

export const VIEWS: readonly View[] = [
  {
    name: 'articles',
    description: 'Each article once, with its text: the documents that repeat no earlier one.',
    tables: [DOCUMENTS.name, DOCUMENT_TEXTS.name],
    select: `SELECT ${COLUMNS}
FROM documents AS d
${TEXT_OF_DOCUMENT}
WHERE d.is_canonical`,
  },
  firstOfCluster(
    'latest',
    'The newest wording of each article, with its text: of each cluster of duplicates the document that landed last.',
    'ingested_at DESC, document_id',
  ),
  firstOfCluster(
    'articles_longest',
    `Each article once, with its text: of each cluster of duplicates ${CANONICAL_RULES.longest}.`,
    `body_chars DESC, ${EARLIEST}`,
  ),
  firstOfCluster(
    'articles_cleanest',
    `Each article once, with its text: of each cluster of duplicates ${CANONICAL_RULES.cleanest}.`,
    `${CLEANEST},\n        ${EARLIEST}`,
  ),
];

/** The views, with the one named `articles` by this rule. */
export function viewsBy(rule: CanonicalRule): readonly View[] {
  const chosen = VIEWS.find(({ name }) => name === `articles_${rule}`);
  return VIEWS.map((view) => (chosen && view.name === 'articles' ? { ...chosen, name: view.name } : view));
}

function firstOfCluster(name: string, description: string, order: string): View {
  return {
    name,
    description,
    tables: [DOCUMENTS.name, DOCUMENT_TEXTS.name],
    select: `SELECT ${COLUMNS}
FROM documents AS d
${TEXT_OF_DOCUMENT}
JOIN (SELECT document_id, row_number() OVER (PARTITION BY cluster_id ORDER BY ${order}) AS place
      FROM documents) AS n
  ON n.document_id = d.document_id
WHERE n.place = 1`,
  };
}

/** The statement that makes the view; the same in every engine. */
export function createView({ name, select }: View): string {
  return `CREATE OR REPLACE VIEW ${name} AS\n${select}`;
}

function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  for (const name of names) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + name.length < MAX_WIDTH) lines[lines.length - 1] = `${line}, ${name}`;
    else lines.push(name);
  }
  return lines.join(',\n  ');
}
