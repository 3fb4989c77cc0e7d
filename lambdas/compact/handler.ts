import { TABLES } from '../../lib/core/lake/columns.ts';
import { type CompactionResult, type CompactOptions, checkpointTable, compact } from '../../lib/pipeline/compact.ts';
import { createTables } from '../../lib/pipeline/create-tables.ts';
import type { FilePorts } from '../../lib/pipeline/data-files.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';
import { newId } from '../edge/new-id.ts';

/** Makes tables that have no rows yet, merges small files, then writes a checkpoint of each table, so that readers start there. */
export function createHandler(
  ports: FilePorts & Pick<Ports, 'telemetry'>,
  options: CompactOptions,
): () => Promise<CompactionResult> {
  return async () => {
    await createTables(ports, options);
    const result = await compact(ports, options);
    for (const table of TABLES) await checkpointTable(ports, table, options);
    ports.telemetry.count('files_merged', result.filesRemoved);
    return result;
  };
}

export const handler = bind<unknown, CompactionResult>((lake) => createHandler(lake, { newId }));
