import { changesFromStream, type StreamEvent } from '../../lib/adapters/aws/stream-changes.ts';
import type { CommitOptions } from '../../lib/pipeline/commit.ts';
import { exportRecords } from '../../lib/pipeline/export-records.ts';
import type { LogCache } from '../../lib/pipeline/table-log.ts';
import type { ExportPorts, Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';
import { newId } from '../edge/new-id.ts';

/**
 * Brings the tables up to date with the records that a batch of the stream names. A batch that fails comes again as a whole, or
 * in halves: what was exported of it is found to be there.
 */
export function createHandler(
  ports: ExportPorts & Pick<Ports, 'catalog'>,
  options: CommitOptions,
): (event: StreamEvent) => Promise<void> {
  return async (event) => {
    const { waiting, filesWritten } = await exportRecords(ports, changesFromStream(event), options);
    ports.telemetry.count('documents_waiting', waiting);
    ports.telemetry.count('files_written', filesWritten);
  };
}

export const handler = bind<StreamEvent, void>((lake) => {
  const cache: LogCache = new Map();
  return createHandler(lake, { newId, cache });
});
