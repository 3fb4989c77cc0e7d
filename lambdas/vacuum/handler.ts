import { VARIABLES } from '../../lib/core/deployment.ts';
import { TerminalError } from '../../lib/core/errors.ts';
import { TABLES } from '../../lib/core/lake/columns.ts';
import { type VacuumOptions, vacuumTable } from '../../lib/pipeline/vacuum.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';

export interface Vacuumed {
  readonly dataFiles: number;
  readonly logEntries: number;
}

/** Deletes the tables' files that no reader needs any more. Segments die by the bucket's lifecycle rule. */
export function createHandler(
  ports: Pick<Ports, 'lake' | 'clock' | 'telemetry'>,
  options: VacuumOptions,
): () => Promise<Vacuumed> {
  return async () => {
    let [dataFiles, logEntries] = [0, 0];
    for (const table of TABLES) {
      const deleted = await vacuumTable(ports, table, options);
      dataFiles += deleted.dataFiles;
      logEntries += deleted.logEntries;
    }
    ports.telemetry.count('files_deleted', dataFiles);
    ports.telemetry.count('log_entries_deleted', logEntries);
    return { dataFiles, logEntries };
  };
}

export const handler = bind<unknown, Vacuumed>((lake) => createHandler(lake, { retentionMs: retentionMs() }));

function retentionMs(): number {
  const name = VARIABLES.vacuumRetentionHours;
  const hours = Number(process.env[name]);
  if (Number.isFinite(hours) && hours > 0) return hours * 3_600_000;
  throw new TerminalError(`${name} must be a number of hours, not ${process.env[name]}. The stack sets it.`);
}
