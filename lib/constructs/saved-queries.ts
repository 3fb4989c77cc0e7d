/** Questions to begin with, saved in the Athena workgroup: those of `seeds/queries`, after the views that they ask. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createView, VIEWS } from '../core/lake/views.ts';

const FOLDER = join(import.meta.dirname, '../../seeds/queries');

export interface SavedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

/** SQL that Athena and DuckDB both understand. */
export function savedQueries(): SavedQuery[] {
  const views = VIEWS.map((view) => ({
    name: `create-view-${view.name}`,
    description: `Run once. ${view.description}`,
    sql: createView(view),
  }));
  return [...views, ...readdirSync(FOLDER).sort().map(readQuery)];
}

/** The question in words is the first line, a comment. */
function readQuery(file: string): SavedQuery {
  const sql = readFileSync(join(FOLDER, file), 'utf8');
  const description = /^-- (.+)\n/.exec(sql)?.[1];
  if (description === undefined) throw new Error(`${file} begins without its question as a comment, "-- Which ...?"`);
  return { name: file.replace('.sql', '').replaceAll('_', '-'), description, sql: sql.trim().replace(/;$/, '') };
}
