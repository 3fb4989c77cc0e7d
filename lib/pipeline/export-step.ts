/** What the steps of an export share: one commit to one table, and the search for rows that are there already. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import type { DocumentChange } from '../core/lake/change-batch.ts';
import type { Table } from '../core/lake/columns.ts';
import type { Action } from '../core/lake/delta-actions.ts';
import type { LogState } from '../core/lake/delta-log.ts';
import { ingestedDate } from '../core/lake/table-rows.ts';
import type { ExportPorts } from '../ports/ports.ts';
import { type CommitOptions, commit } from './commit.ts';
import { type FoundRow, findRows } from './find-rows.ts';

/** What a feed of changes hands over, and how it keeps an exporter that is late from undoing what came after. */
export interface Batch {
  /** The record of every change. */
  readonly records: readonly CatalogRecord[];
  /** Those of them that no commit in this state covers. */
  readonly fresh: (state: LogState) => readonly CatalogRecord[];
  /** What becomes of the documents of these records, as far as it is known now. */
  readonly look: (records: readonly CatalogRecord[]) => Promise<readonly DocumentChange[]>;
  /** Where no older row can be, one that an earlier try brought is in a file written since then, in milliseconds; infinite: `fresh` excludes it. */
  readonly since: number;
  /** Goes into every commit of what is fresh. */
  readonly mark: readonly Action[];
}

export interface Run {
  readonly ports: ExportPorts;
  readonly options: CommitOptions;
  readonly batch: Batch;
}

interface Step {
  readonly actions: readonly Action[];
  /**
   * Whether to commit even without actions: when one of the changes would put a row in if it came alone, the commit makes an
   * exporter that knows no more than that look again.
   */
  readonly fence: boolean;
}

/** Commits what `build` makes of the state and the changes that it doesn't cover, if anything; says how many files that adds. */
export async function take(
  { ports, options, batch }: Run,
  table: Table,
  operation: string,
  build: (state: LogState, fresh: readonly CatalogRecord[]) => Promise<Step>,
): Promise<number> {
  let filesWritten = 0;
  const { committed } = await commit(ports, table, operation, options, async (state) => {
    const fresh = batch.fresh(state);
    const { actions, fence } = await build(state, fresh);
    filesWritten = actions.filter((action) => 'add' in action).length;
    if (actions.length === 0 && !fence) return null;
    return fresh.length > 0 ? [...batch.mark, ...actions] : [...actions];
  });
  return committed ? filesWritten : 0;
}

/** Where to look for a document's rows. */
export interface Place {
  readonly documentId: string;
  readonly day: string;
  /** Whether there may be older rows, in any file. */
  readonly isUpdate: boolean;
}

export function placeOf({ documentId, last, supersedes }: DocumentChange): Place {
  return { documentId, day: ingestedDate(last), isUpdate: supersedes > 0 };
}

/** The rows of these documents; of those without older rows, what an earlier try of the batch brought. */
export async function search(
  { ports, batch }: Run,
  table: Table,
  state: LogState,
  places: readonly Place[],
  isLast: (row: FoundRow) => boolean = () => true,
): Promise<FoundRow[]> {
  const documents = (some: readonly Place[]) => new Map(some.map(({ documentId, day }) => [documentId, day]));
  const tried = { ...state, files: new Map([...state.files].filter(([, file]) => file.modificationTime >= batch.since)) };
  const [others, updates] = [false, true].map((isUpdate) => documents(places.filter((place) => place.isUpdate === isUpdate)));
  return [
    ...(await findRows(ports, table, state, { documents: updates!, isLast })),
    ...(await findRows(ports, table, tried, { documents: others!, isLast })),
  ];
}
