/** I9: forcing neighbours must not snowball. Checked at rest, where nothing else goes on. */
import type { WorkMessage } from '../../lib/ports/work-queue.ts';
import type { World } from './world.ts';

/** A change of content forces its neighbours; a copy that becomes an original forces its own; and that is the end. */
const MAX_DEPTH = 2;
/** No work takes so long without faults. */
const PATIENT_MS = 600_000;

/** At rest, one who is forced finds nothing new and so forces nobody. */
export async function checkForcing(world: World, drain: () => Promise<void>): Promise<void> {
  const { queue, memory, invariants } = world;
  const messages: WorkMessage[] = [];
  for await (const { documentId, status } of memory.catalog.scan()) {
    if (status === 'live') messages.push({ kind: 'document', documentId });
  }
  const sent = queue.sent + messages.length;
  await queue.send(messages);
  await drain();
  invariants.check(queue.sent === sent, 'I9', () => `forcing all at rest sent ${queue.sent - sent} more messages`);
}

/**
 * One object goes: everybody who changes forces each neighbour once, and that ends soon. Said of messages that come one by one
 * and once: a batch mixes depths, and work that is done twice forces twice.
 */
export async function checkCascade(world: World, removeOne: () => void, drain: () => Promise<void>): Promise<void> {
  const { queue, memory, invariants, plan } = world;
  const documents = (await Array.fromAsync(memory.catalog.scan())).length;
  const sent = queue.sent;
  queue.deepest = 0;
  removeOne();
  await drain();
  if (plan.batch > 1 || plan.queue.duplicateRate > 0 || plan.queue.visibilityMs < PATIENT_MS) return;
  invariants.check(queue.deepest <= MAX_DEPTH, 'I9', () => `forced messages came ${queue.deepest} deep`);
  const bound = 1 + documents * (documents + 1);
  invariants.check(
    queue.sent - sent <= bound,
    'I9',
    () => `one change sent ${queue.sent - sent} messages among ${documents} documents`,
  );
}
