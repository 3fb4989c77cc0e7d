import type { AttributeValues } from '../../lib/adapters/aws/attribute-values.ts';
import { plainItem } from '../../lib/adapters/aws/attribute-values.ts';
import { recordOf } from '../../lib/adapters/aws/catalog-items.ts';
import { isVisible } from '../../lib/core/catalog-record.ts';
import type { CommitOptions } from '../../lib/pipeline/commit.ts';
import type { ExportPorts } from '../../lib/pipeline/export.ts';
import { exportRecords, type Hint } from '../../lib/pipeline/export-records.ts';
import type { LogCache } from '../../lib/pipeline/table-log.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';
import { newId } from '../edge/new-id.ts';

/** What the catalog table's stream sends. */
export interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb: {
      /** Seconds since 1970. */
      readonly ApproximateCreationDateTime: number;
      readonly NewImage?: AttributeValues;
    };
  }[];
}

/**
 * Brings the tables up to date with the records that a batch of the stream names. A batch that fails comes again as a whole, or
 * in halves: what was exported of it is found to be there.
 */
export function createHandler(
  ports: ExportPorts & Pick<Ports, 'catalog'>,
  options: CommitOptions,
): (event: StreamEvent) => Promise<void> {
  return async ({ Records }) => {
    const { waiting, filesWritten } = await exportRecords(ports, Records.flatMap(hintOf), options);
    ports.telemetry.count('documents_waiting', waiting);
    ports.telemetry.count('files_written', filesWritten);
  };
}

/** The stream's filter knows records from postings and settled from not, but not whether it was news that they were settled. */
function hintOf({ dynamodb: { NewImage, ApproximateCreationDateTime } }: StreamEvent['Records'][number]): Hint[] {
  if (!NewImage || !('settled' in NewImage)) return [];
  const record = recordOf(plainItem(NewImage));
  return isVisible(record) ? [{ record, writtenAt: ApproximateCreationDateTime * 1000 }] : [];
}

export const handler = bind<StreamEvent, void>((lake) => {
  const cache: LogCache = new Map();
  return createHandler(lake, { newId, cache });
});
