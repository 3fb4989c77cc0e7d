/** The catalog table's stream, as Lambda hands it over, in the words of the export. */
import { type CatalogRecord, isVisible } from '../../core/catalog-record.ts';
import { type AttributeValues, plainItem } from './attribute-values.ts';
import { PREFIX, recordOf } from './catalog-items.ts';

/** What we read of a DynamoDB stream event. */
export interface StreamEvent {
  readonly Records: readonly {
    readonly dynamodb?: {
      /** Seconds since 1970. */
      readonly ApproximateCreationDateTime?: number;
      readonly NewImage?: AttributeValues;
    };
  }[];
}

/** A visible write, and when it was made. */
export interface StreamChange {
  readonly record: CatalogRecord;
  /** Milliseconds since 1970, by the catalog's clock. */
  readonly writtenAt: number;
}

/**
 * The visible writes among a batch of stream records, in their order. Postings, deletions and hidden writes are left out.
 * Sequence numbers are of no use: they order the records of one shard, and the event does not say which shard it comes from.
 */
export function changesFromStream({ Records }: StreamEvent): StreamChange[] {
  return Records.flatMap(({ dynamodb: { NewImage, ApproximateCreationDateTime = 0 } = {} }) => {
    if (!NewImage || !isRecord(NewImage)) return [];
    const record = recordOf(plainItem(NewImage));
    return isVisible(record) ? [{ record, writtenAt: ApproximateCreationDateTime * 1000 }] : [];
  });
}

function isRecord({ pk }: AttributeValues): boolean {
  return pk !== undefined && 'S' in pk && pk.S.startsWith(PREFIX.record);
}
