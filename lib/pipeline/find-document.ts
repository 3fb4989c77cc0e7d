/** From what a person calls a document to its record. */
import { type CatalogRecord, documentIdOf } from '../core/catalog-record.ts';
import { UsageError } from '../core/errors.ts';
import { DOCUMENTS, REJECTIONS } from '../core/lake/columns.ts';
import { parseStats } from '../core/lake/file-stats.ts';
import type { Ports } from '../ports/ports.ts';
import { readColumns } from './data-files.ts';
import { withState } from './table-log.ts';

export type FindPorts = Pick<Ports, 'catalog' | 'lake' | 'tableFormat'>;

const ID = /^[0-9a-f]{32}$/;
const ID_PREFIX = /^[0-9a-f]{4,31}$/;
/** `wire.jsonl#3` is the fourth record of its object. */
const RECORD_OF_KEY = /^(.+)#(\d{1,9})$/s;
const NAMED_AT_MOST = 5;

/**
 * The record of the document with this id, this beginning of an id (as in the tables) or this key in one of the buckets.
 * Throws `UsageError` when there is none, or more than one.
 */
export async function findDocument(ports: FindPorts, buckets: readonly string[], name: string): Promise<CatalogRecord> {
  const ids = ID.test(name)
    ? [name]
    : [...idsOfKey(buckets, name), ...(ID_PREFIX.test(name) ? await startingWith(ports, name) : [])];
  const found = [...(await ports.catalog.read(ids)).values()].filter(({ status }) => status !== 'fence');
  if (found.length === 1) return found[0]!;
  if (found.length === 0) {
    throw new UsageError(
      `There is no document ${name}: give a document_id of the tables, at least 4 digits of one, or the key of an object (KEY#1 for its second record).`,
    );
  }
  const some = found.slice(0, NAMED_AT_MOST).map(({ documentId, bucket, key }) => `${documentId} (${bucket}/${key})`);
  const more = found.length > some.length ? ', …' : '';
  throw new UsageError(`${name} may be ${found.length} documents: ${some.join(', ')}${more}. Give the id of one.`);
}

function idsOfKey(buckets: readonly string[], name: string): string[] {
  const record = RECORD_OF_KEY.exec(name);
  return buckets.flatMap((bucket) => [
    documentIdOf({ bucket, key: name }, 0),
    ...(record ? [documentIdOf({ bucket, key: record[1]! }, Number(record[2]))] : []),
  ]);
}

async function startingWith(ports: FindPorts, prefix: string): Promise<string[]> {
  const found = new Set<string>();
  for (const table of [DOCUMENTS, REJECTIONS]) {
    await withState(ports.lake, table, undefined, async ({ files }) => {
      for (const file of files.values()) {
        const { minValues, maxValues } = parseStats(file);
        if (minValues.document_id!.slice(0, prefix.length) > prefix || maxValues.document_id! < prefix) continue;
        for (const { document_id } of await readColumns(ports, table, file, ['document_id'])) {
          if (String(document_id).startsWith(prefix)) found.add(String(document_id));
        }
      }
    });
  }
  return [...found];
}
