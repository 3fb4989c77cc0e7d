import { VARIABLES } from '../../lib/core/deployment.ts';
import { TerminalError } from '../../lib/core/errors.ts';
import { type VacuumedTables, type VacuumOptions, vacuumTables } from '../../lib/pipeline/vacuum.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';

/** Deletes the tables' files that no reader needs any more. Segments die by the bucket's lifecycle rule. */
export function createHandler(
  ports: Pick<Ports, 'lake' | 'clock' | 'telemetry'>,
  options: VacuumOptions,
): () => Promise<VacuumedTables> {
  return async () => {
    const deleted = await vacuumTables(ports, options);
    ports.telemetry.count('files_deleted', deleted.dataFiles);
    ports.telemetry.count('log_entries_deleted', deleted.logEntries);
    return deleted;
  };
}

export const handler = bind<unknown, VacuumedTables>((lake) => createHandler(lake, { retentionMs: retentionMs() }));

function retentionMs(): number {
  const name = VARIABLES.vacuumRetentionHours;
  const hours = Number(process.env[name]);
  if (Number.isFinite(hours) && hours > 0) return hours * 3_600_000;
  throw new TerminalError(`${name} must be a number of hours, not ${process.env[name]}. The stack sets it.`);
}
