/** Takedown: the list is written first and the index is looked through second; settling does the reverse, so neither misses the other. */

import { exactKey } from '../core/dedupe/index-keys.ts';
import { UsageError } from '../core/errors.ts';
import { FINGERPRINT_SCHEME } from '../core/fingerprint/fingerprint.ts';
import { entriesOf, type Takedown } from '../core/takedown.ts';
import { unique } from '../core/unique.ts';
import type { Ports } from '../ports/ports.ts';
import { ALL } from './judging.ts';

type ForgetPorts = Pick<Ports, 'catalog' | 'queue' | 'lake' | 'clock'>;

/** One object a takedown, beside the tables: the list must survive the loss of the catalog, or what was taken down comes back. */
const TAKEDOWNS = 'takedowns/';

/**
 * Takes a document down, and with it every document of the same canonical text. Their rows go with the next export, their
 * texts leave the last file when the purge window has passed (`vacuum`); the raw bytes stay where they were delivered.
 * A takedown that was interrupted is asked for again: by then the document may have another text, which is not meant.
 */
export async function forget(ports: ForgetPorts, documentId: string): Promise<Takedown> {
  const record = (await ports.catalog.read([documentId])).get(documentId);
  const earlier = await takedownOf(ports, documentId);
  if (earlier) return carryOut(ports, earlier);
  if (!record?.content) throw new UsageError(`${documentId} is not a live document: look its id up in the documents table.`);
  return carryOut(ports, {
    contentSha256: record.content.fingerprint.contentSha256,
    documentIds: [documentId],
    takenDownAt: new Date(ports.clock.now()).toISOString(),
  });
}

async function carryOut(ports: ForgetPorts, takedown: Takedown): Promise<Takedown> {
  const { contentSha256, documentIds } = takedown;
  await list(ports, takedown);
  const members = await announcedAs(ports, contentSha256);
  const complete = { ...takedown, documentIds: unique([...documentIds, ...(await sharing(ports, contentSha256, members))]) };
  await list(ports, complete);
  // Members too that have the text only just now, or no more: the look settles which.
  await judgeAgain(ports, unique([...documentIds, ...members]));
  return complete;
}

/** Undoes the takedown that named this document; all of its documents come back when their objects are read again, which this asks for. */
export async function remember(ports: ForgetPorts, documentId: string): Promise<Takedown> {
  const takedown = await takedownOf(ports, documentId);
  if (!takedown) throw new UsageError(`${documentId} is not taken down: list the takedowns, and name one of their documents.`);
  await ports.catalog.unblock(entriesOf(takedown));
  // Also what was delivered since; what another takedown names is refused again.
  for await (const { status, rejection, bucket, key } of ports.catalog.scan()) {
    if (status !== 'rejected' || rejection?.reason !== 'blocked') continue;
    await ports.queue.send([{ kind: 'object', name: { bucket, key }, force: true }]);
  }
  await ports.lake.delete([keyOf(takedown)]);
  return takedown;
}

/** Every takedown that is in force. */
export async function* takedowns({ lake }: Pick<Ports, 'lake'>): AsyncIterable<Takedown> {
  for await (const { key } of lake.list(TAKEDOWNS)) {
    const bytes = await lake.get(key);
    if (bytes) yield JSON.parse(new TextDecoder().decode(bytes));
  }
}

async function takedownOf(ports: ForgetPorts, documentId: string): Promise<Takedown | null> {
  for await (const takedown of takedowns(ports)) if (takedown.documentIds.includes(documentId)) return takedown;
  return null;
}

async function list({ catalog, lake }: ForgetPorts, takedown: Takedown): Promise<void> {
  await lake.put(keyOf(takedown), new TextEncoder().encode(JSON.stringify(takedown)));
  await catalog.block(entriesOf(takedown));
}

/** The documents that are announced under the text, also by an earlier version: they are not all read again yet. */
async function announcedAs({ catalog }: ForgetPorts, contentSha256: string): Promise<string[]> {
  const keys = Array.from({ length: FINGERPRINT_SCHEME }, (_, i) => exactKey({ scheme: i + 1, contentSha256 }));
  return unique([...(await catalog.postings(keys, ALL)).values()].flat().map(({ documentId }) => documentId));
}

/** Those of them that have the text: an announcement may be older or newer than what its document says now. */
async function sharing({ catalog }: ForgetPorts, contentSha256: string, members: readonly string[]): Promise<string[]> {
  const records = await catalog.read(members);
  return members.filter((id) => records.get(id)?.content?.fingerprint.contentSha256 === contentSha256);
}

async function judgeAgain({ queue }: ForgetPorts, documentIds: readonly string[]): Promise<void> {
  await queue.send(documentIds.map((documentId) => ({ kind: 'document', documentId })));
}

function keyOf({ contentSha256 }: Takedown): string {
  return `${TAKEDOWNS}${contentSha256}.json`;
}
