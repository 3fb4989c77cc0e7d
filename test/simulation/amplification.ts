/** I9: forcing neighbours must not snowball. Checked at rest, where nothing else goes on. */
import { isCurrent } from '../../lib/core/index-exposure.ts';
import type { Catalog } from '../../lib/ports/catalog.ts';
import type { WorkMessage } from '../../lib/ports/work-queue.ts';
import { postingsIn } from '../support/postings-in.ts';
import type { World } from './world.ts';

/** No work takes so long without faults. */
const PATIENT_MS = 600_000;

/**
 * At rest, one who is forced finds nothing new and so forces nobody; but for garbage, which only the sweeper leaves none of. Who
 * finds it takes it away, which every worker may do that saw it, and those behind it may have to look again, once.
 */
export async function checkForcing(world: World, drain: () => Promise<void>): Promise<void> {
  const { memory, plan } = world;
  const documents = await live(memory.catalog);
  const garbage = await garbageIn(memory.catalog);
  await forceAll(world, documents, garbage * plan.workers * documents.length, drain);
  if (garbage > 0) await forceAll(world, documents, 0, drain);
}

async function forceAll(
  { queue, invariants }: World,
  documentIds: readonly string[],
  allowed: number,
  drain: () => Promise<void>,
): Promise<void> {
  const sent = queue.sent + documentIds.length;
  await queue.send(documentIds.map((documentId): WorkMessage => ({ kind: 'document', documentId })));
  await drain();
  const more = queue.sent - sent;
  invariants.check(more <= allowed, 'I9', () => `forcing all at rest sent ${more} more messages, not up to ${allowed}`);
}

async function garbageIn(catalog: Catalog): Promise<number> {
  const records = new Map((await Array.fromAsync(catalog.scan())).map((record) => [record.documentId, record]));
  return (await postingsIn(catalog)).filter((posting) => !isCurrent(posting, records.get(posting.documentId))).length;
}

/**
 * One object goes: everybody who changes forces each neighbour once, and that ends soon. What goes forces its neighbours, and
 * each document that goes leaves at most one heir, a copy that becomes an original and forces its own; heirs that are related
 * may meet half done and so come after one another. Crowds are asked by way of one message more. Said of messages that come one by
 * one and once: a batch mixes depths, and work that is done twice forces twice.
 */
export async function checkCascade(world: World, removeOne: () => void, drain: () => Promise<void>): Promise<void> {
  const { queue, memory, invariants, plan } = world;
  const before = await live(memory.catalog);
  const sent = queue.sent;
  queue.deepest = 0;
  removeOne();
  await drain();
  const gone = before.length - (await live(memory.catalog)).length;
  if (plan.batch > 1 || plan.queue.duplicateRate > 0 || plan.queue.visibilityMs < PATIENT_MS) return;
  invariants.check(queue.deepest <= 2 + gone, 'I9', () => `${gone} documents went, forced messages came ${queue.deepest} deep`);
  const bound = 1 + before.length * (before.length + 2);
  invariants.check(
    queue.sent - sent <= bound,
    'I9',
    () => `one change sent ${queue.sent - sent} messages among ${before.length} documents`,
  );
}

async function live(catalog: Catalog): Promise<string[]> {
  const ids: string[] = [];
  for await (const { documentId, status } of catalog.scan()) if (status === 'live') ids.push(documentId);
  return ids;
}
