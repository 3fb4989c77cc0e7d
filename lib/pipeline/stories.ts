/**
 * The story job: groups the documents that the lake shows into stories, and writes the rows that changed in one commit. Level-
 * triggered like everything: it compares what the tables say with what it grouped before, so running it again changes nothing,
 * and only days from the first change on are grouped again.
 */
import { DOCUMENT_TEXTS, DOCUMENTS, STORIES, type StoryRow, type Table, type TextRow } from '../core/lake/columns.ts';
import type { AddFile } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import type { Row } from '../core/lake/row-format.ts';
import { articlesByDay, STORY_DAYS, StoryWindow } from '../core/stories/stories.ts';
import { type Terms, termsOf, Vocabulary } from '../core/stories/terms.ts';
import { firstChangedDay, type StoryDocument, type StoryUnit, storyRows, unitsOf } from '../core/stories/units.ts';
import { type CommitOptions, commit } from './commit.ts';
import { copyOnWrite } from './copy-on-write.ts';
import { type FilePorts, partitionOf, readColumns } from './data-files.ts';
import { withState } from './table-log.ts';

export interface StoriesReport {
  /** Live documents. */
  readonly documents: number;
  /** Clusters of near duplicates, each counted once. */
  readonly articles: number;
  readonly stories: number;
  /** Stories of more than one article. */
  readonly shared: number;
  /** The first day that was grouped again; null when nothing had changed. */
  readonly from: string | null;
  readonly rowsWritten: number;
}

const APP_ID = 'article-lake/stories';
const DAY_MS = 86_400_000;
const DOCUMENT_FIELDS = ['document_id', 'cluster_id', 'title', 'published_date', 'ingested_date', 'text_revision'];

/** Brings the table of stories up to date with the documents. */
export async function tellStories(ports: FilePorts, options: CommitOptions): Promise<StoriesReport> {
  const { documents, version } = await withState(ports.lake, DOCUMENTS, options.cache, async (state) => ({
    documents: (await readRows(ports, DOCUMENTS, state, DOCUMENT_FIELDS)) as unknown as StoryDocument[],
    version: state.version,
  }));
  const units = unitsOf(documents);
  let report: StoriesReport | undefined;
  await commit(ports, STORIES, 'STORIES', options, async (state) => {
    const known = await rowsByFile(ports, state);
    const before = [...known.values()].flat();
    const from = firstChangedDay(units, before);
    const stories = await group(ports, units, before, from, options);
    const rows = storyRows(documents, units, stories);
    const changes = changesOf(known, rows);
    report = reportOf(documents, units, stories, from, changes.added.length);
    // Somebody who saw more of the documents was faster: this run is out of date.
    if ((state.watermarks.get(APP_ID) ?? -1) > version || changes.added.length + changes.dropped.length === 0) return null;
    return [{ txn: { appId: APP_ID, version } }, ...(await copyOnWrite(ports, STORIES, state, changes, options))];
  });
  return report!;
}

/** The story of each cluster. Those before `from` are what they were. */
async function group(
  ports: FilePorts,
  units: readonly StoryUnit[],
  before: readonly StoryRow[],
  from: string | null,
  options: CommitOptions,
): Promise<Map<string, string>> {
  const known = new Map(before.map(({ cluster_id, story_id }) => [cluster_id, story_id]));
  const isKnown = ({ day }: StoryUnit) => from === null || day < from;
  const stories = new Map(units.filter(isKnown).map(({ id }) => [id, known.get(id)!]));
  if (from === null) return stories;
  const opens = new Date(Date.parse(from) - STORY_DAYS * DAY_MS).toISOString().slice(0, 10);
  const seen = units.filter(({ day }) => day >= opens);
  const terms = await loadTerms(ports, seen, options);
  const window = new StoryWindow();
  for (const [day, ofDay] of articlesByDay(seen)) {
    const articles = ofDay.map(({ id }) => ({ id, day, terms: terms.get(id)! }));
    if (day < from) window.know(articles, stories);
    else for (const [id, story] of window.group(day, articles)) stories.set(id, story);
  }
  return stories;
}

/** The words of each cluster's headline and text. A text that is gone has none, and so a story of its own. */
async function loadTerms(ports: FilePorts, units: readonly StoryUnit[], options: CommitOptions): Promise<Map<string, Terms>> {
  const vocabulary = new Vocabulary();
  const wanted = new Map(units.map((unit) => [unit.documentId, unit]));
  const days = new Set(units.map(({ ingestedDate }) => ingestedDate));
  return withState(ports.lake, DOCUMENT_TEXTS, options.cache, async ({ files }) => {
    const terms = new Map(units.map(({ id, title }) => [id, termsOf(title ?? '', vocabulary)]));
    for (const file of files.values()) {
      if (!days.has(partitionOf(DOCUMENT_TEXTS, file))) continue;
      for (const row of await readColumns(ports, DOCUMENT_TEXTS, file, ['document_id', 'revision', 'body'])) {
        const { document_id, revision, body } = row as unknown as TextRow;
        const unit = wanted.get(document_id);
        if (unit?.revision === revision) terms.set(unit.id, termsOf(`${unit.title ?? ''}\n\n${body}`, vocabulary));
      }
    }
    return terms;
  });
}

async function rowsByFile(ports: FilePorts, state: LogState): Promise<Map<string, StoryRow[]>> {
  const rows = new Map<string, StoryRow[]>();
  for (const file of state.files.values()) rows.set(file.path, (await readPart(ports, STORIES, file)) as unknown as StoryRow[]);
  return rows;
}

async function readRows(ports: FilePorts, table: Table, state: LogState, columns: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of state.files.values()) for (const row of await readPart(ports, table, file, columns)) rows.push(row);
  return rows;
}

/** The partition's value is not in the file. */
async function readPart(
  ports: FilePorts,
  table: Table,
  file: AddFile,
  columns: readonly string[] = table.columns.map(({ name }) => name),
): Promise<Row[]> {
  const partition = { [table.partitionedBy]: partitionOf(table, file) };
  const stored = columns.filter((name) => name !== table.partitionedBy);
  return (await readColumns(ports, table, file, stored)).map((row) => ({ ...row, ...partition }));
}

function changesOf(known: ReadonlyMap<string, readonly StoryRow[]>, rows: readonly StoryRow[]) {
  const wanted = new Map(rows.map((row) => [row.document_id, row]));
  const same = new Set<string>();
  const dropped = [...known].flatMap(([path, stored]) =>
    stored.flatMap((row) => {
      const { document_id: documentId, revision } = row;
      const next = wanted.get(documentId);
      if (next && !same.has(documentId) && isSame(row, next)) {
        same.add(documentId);
        return [];
      }
      return [{ documentId, revision, textRevision: null, path }];
    }),
  );
  const added = rows.filter(({ document_id }) => !same.has(document_id)).sort(byDayAndId);
  return { dropped, added };
}

function isSame(a: StoryRow, b: StoryRow): boolean {
  return STORIES.columns.every(({ name }) => a[name] === b[name]);
}

function byDayAndId(a: StoryRow, b: StoryRow): number {
  const [keyA, keyB] = [`${a.story_date} ${a.document_id}`, `${b.story_date} ${b.document_id}`];
  return keyA < keyB ? -1 : Number(keyA > keyB);
}

function reportOf(
  documents: readonly StoryDocument[],
  units: readonly StoryUnit[],
  stories: ReadonlyMap<string, string>,
  from: string | null,
  rowsWritten: number,
): StoriesReport {
  const sizes = [...Map.groupBy(stories.values(), (story) => story).values()].map(({ length }) => length);
  return {
    documents: documents.length,
    articles: units.length,
    stories: sizes.length,
    shared: sizes.filter((size) => size > 1).length,
    from,
    rowsWritten,
  };
}
