import { TABLES } from '../core/lake/columns.ts';
import { type CommitOptions, type CommitPorts, commit } from './commit.ts';

/** Makes every table, so that an engine may be told of one that has no rows yet. Those that exist stay as they are. */
export async function createTables(ports: CommitPorts, options: CommitOptions): Promise<void> {
  for (const table of TABLES) {
    await commit(ports, table, 'CREATE TABLE', options, async ({ metadata }) => (metadata ? null : []));
  }
}
