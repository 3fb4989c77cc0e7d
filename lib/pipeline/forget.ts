/** Takedown: the list is written first and the index is looked through second; settling does the reverse, so neither misses the other. */
import { exactKey } from '../core/dedupe/index-keys.ts';
import { UsageError } from '../core/errors.ts';
import type { Ports } from '../ports/ports.ts';
import { takedownNames } from './announce.ts';

type ForgetPorts = Pick<Ports, 'catalog' | 'queue'>;

const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Takes a document down, and with it every document of the same canonical text. Their rows go with the next export, their
 * texts leave the last file when the purge window has passed (`vacuum`); the raw bytes stay where they were delivered.
 */
export async function forget(ports: ForgetPorts, documentId: string): Promise<{ blocked: string[]; documents: string[] }> {
  const record = (await ports.catalog.read([documentId])).get(documentId);
  if (!record?.content) throw new UsageError(`${documentId} is not a live document: look its id up in the documents table.`);
  const blocked = takedownNames(record);
  await ports.catalog.block(blocked);
  const key = exactKey(record.content.fingerprint);
  const members = (await ports.catalog.postings([key], ALL)).get(key) ?? [];
  const documents = [...new Set([documentId, ...members.map((posting) => posting.documentId)])];
  await ports.queue.send(documents.map((id) => ({ kind: 'document', documentId: id })));
  return { blocked, documents };
}

/** Takes entries off the list; the documents come back when their objects are read again, which this asks for. */
export async function remember(ports: ForgetPorts, entries: readonly string[], documentIds: readonly string[]): Promise<void> {
  await ports.catalog.unblock(entries);
  const records = await ports.catalog.read(documentIds);
  await ports.queue.send(
    [...records.values()].map(({ bucket, key }) => ({ kind: 'object', name: { bucket, key }, force: true })),
  );
}
