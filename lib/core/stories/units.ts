/** What is grouped into stories: clusters of near duplicates, each by one of its documents. Pure parts of the story job. */
import { type DocumentRow, SCHEMA_VERSION, type StoryRow } from '../lake/columns.ts';

export type StoryDocument = Pick<
  DocumentRow,
  'document_id' | 'cluster_id' | 'title' | 'published_date' | 'ingested_date' | 'text_revision'
>;

/** A cluster, spoken for by the document that names it, or by the first by id while that one is not there. */
export interface StoryUnit {
  /** The cluster's id. */
  readonly id: string;
  readonly day: string;
  readonly documentId: string;
  readonly title: string | null;
  /** Revision and partition of its text. */
  readonly revision: number;
  readonly ingestedDate: string;
}

/** The clusters of these documents. */
export function unitsOf(documents: readonly StoryDocument[]): StoryUnit[] {
  return [...Map.groupBy(documents, ({ cluster_id }) => cluster_id)].map(([id, members]) => {
    const speaker = speakerOf(members);
    return {
      id,
      day: dayOf(speaker),
      documentId: speaker.document_id,
      title: speaker.title,
      revision: speaker.text_revision,
      ingestedDate: speaker.ingested_date,
    };
  });
}

/** A claimed date counts only when it lies before the landing: nobody reports from the future. */
function dayOf({ published_date, ingested_date }: StoryDocument): string {
  return published_date !== null && published_date < ingested_date ? published_date : ingested_date;
}

function speakerOf<T extends { readonly document_id: string; readonly cluster_id: string }>(members: readonly T[]): T {
  return members.reduce((best, one) => {
    if (best.document_id === best.cluster_id) return best;
    return one.document_id === one.cluster_id || one.document_id < best.document_id ? one : best;
  });
}

/** The first day on which the clusters are not those that the rows were made from; null when they are the same. */
export function firstChangedDay(units: readonly StoryUnit[], rows: readonly StoryRow[]): string | null {
  const grouped = new Map(
    [...Map.groupBy(rows, ({ cluster_id }) => cluster_id)].map(([id, members]) => [id, speakerOf(members)]),
  );
  const days: string[] = [];
  for (const { id, day, documentId, revision } of units) {
    const row = grouped.get(id);
    grouped.delete(id);
    const isSame = row?.document_id === documentId && row.revision === revision && row.story_date === day;
    if (!isSame) days.push(day, ...(row ? [row.story_date] : []));
  }
  days.push(...[...grouped.values()].map(({ story_date }) => story_date));
  return days.sort()[0] ?? null;
}

/** The rows that say so. */
export function storyRows(
  documents: readonly StoryDocument[],
  units: readonly StoryUnit[],
  stories: ReadonlyMap<string, string>,
): StoryRow[] {
  const sizes = new Map<string, number>();
  for (const story of stories.values()) sizes.set(story, (sizes.get(story) ?? 0) + 1);
  const dayOfUnit = new Map(units.map(({ id, day }) => [id, day]));
  return documents.map(({ document_id, cluster_id, text_revision, ingested_date }) => {
    const story = stories.get(cluster_id)!;
    return {
      document_id,
      cluster_id,
      story_id: story,
      story_size: sizes.get(story)!,
      story_date: dayOfUnit.get(cluster_id)!,
      revision: text_revision,
      schema_version: SCHEMA_VERSION,
      ingested_date,
    };
  });
}
