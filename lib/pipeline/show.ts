/** One document with all that is known of it: its row, its text, and the record that it was read from. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { isRejection } from '../core/decode/rejection.ts';
import type { DocumentRow, TextRow } from '../core/lake/columns.ts';
import { documentRow } from '../core/lake/table-rows.ts';
import type { DecodedRecord } from '../core/model.ts';
import type { Parser } from '../core/parser.ts';
import type { Ports } from '../ports/ports.ts';
import { type FindPorts, findDocument } from './find-document.ts';
import type { SegmentPorts } from './load-texts.ts';
import { readText } from './read-text.ts';

export interface Shown {
  readonly record: CatalogRecord;
  /** Null unless the document is live. */
  readonly row: DocumentRow | null;
  readonly text: TextRow | null;
}

/** The document as the tables have it, or are about to. */
export async function show(
  ports: FindPorts & SegmentPorts & Pick<Ports, 'tableFormat'>,
  buckets: readonly string[],
  name: string,
): Promise<Shown> {
  const record = await findDocument(ports, buckets, name);
  return { record, row: documentRow(record), text: await readText(ports, record) };
}

export interface Source {
  /** Null when the object, or this record of it, is gone or can't be decoded. */
  readonly decoded: DecodedRecord | null;
  /** Whether the object is the version that the document was made of. */
  readonly current: boolean;
}

/** The document as it was delivered: read again from its source, which may have changed since. */
export async function sourceOf({ landing }: Pick<Ports, 'landing'>, record: CatalogRecord, parser: Parser): Promise<Source> {
  const { bucket, key, index, objectVersion } = record;
  const object = await landing.read({ bucket, key });
  const decoded = object && (await parser.decode(key, object.bytes)).find((one) => one.index === index);
  return { decoded: decoded && !isRejection(decoded) ? decoded : null, current: object?.version === objectVersion };
}
