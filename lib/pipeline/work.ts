/** The work queue: hints that an object may have changed, and requests to judge a document again. */
import { TransientError } from '../core/errors.ts';
import type { ObjectName } from '../core/model.ts';
import { messageId } from '../core/work-message.ts';
import type { Ports } from '../ports/ports.ts';
import type { Delivery, WorkMessage } from '../ports/work-queue.ts';
import { ALL } from './judging.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';
import { rejudge } from './settle.ts';

const BATCH = 500;

/** Does the work that these messages hint at; throws `TransientError` when any of it must come back. */
export async function work(ports: Ports, messages: readonly WorkMessage[], options: ReconcileOptions): Promise<void> {
  const objects = new Map<string, ObjectName>();
  const forcedObjects = new Map<string, ObjectName>();
  const documents = new Set<string>();
  const crowds = new Set<string>();
  for (const message of messages) {
    if (message.kind === 'document') documents.add(message.documentId);
    else if (message.kind === 'crowds') for (const key of message.keys) crowds.add(key);
    else (message.force ? forcedObjects : objects).set(`${message.name.bucket}\n${message.name.key}`, message.name);
  }
  await reconcile(ports, [...objects.values()], options);
  await reconcile(ports, [...forcedObjects.values()], { ...options, force: true });
  const asked = await askCrowds(ports, [...crowds]);
  const judged = await rejudge(ports, [...documents.difference(asked)]);
  options.onSettled?.(judged);
}

/**
 * Asks all documents under these keys but the first, which rests on nobody, each once; answers whom. They look when their messages
 * come, and not before: by then other crowds may have asked them too.
 */
async function askCrowds({ catalog, queue, telemetry }: Ports, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const found = await catalog.postings(keys, ALL);
  const documentIds = new Set([...found.values()].flatMap(([, ...others]) => others.map(({ documentId }) => documentId)));
  telemetry.count('forced', documentIds.size);
  await queue.send([...documentIds].map((documentId) => ({ kind: 'document', documentId })));
  return documentIds;
}

/** Works, some messages at a time, until none is visible; throws `TransientError` when any must come back. */
export async function drain(ports: Ports, options: ReconcileOptions, batch = BATCH): Promise<void> {
  for (;;) {
    const deliveries = await ports.queue.receive(batch);
    if (deliveries.length === 0) return;
    await workOff(ports, deliveries, options);
  }
}

/** Work that stays in the queue. */
export interface LeftWork {
  readonly message: WorkMessage;
  readonly reason: string;
}

/** Like `drain`, but what fails stays in the queue and holds up nothing else: a folder whose disk is away, say. Answers what failed. */
export async function drainPossible(ports: Ports, options: ReconcileOptions): Promise<LeftWork[]> {
  const failed = new Map<string, LeftWork>();
  for (;;) {
    const received = await ports.queue.receive(BATCH);
    // Failed ones may come back at once; they come after the others, so that a batch of nothing else is the end.
    const deliveries = received.filter(({ message }) => !failed.has(messageId(message)));
    if (deliveries.length === 0) return [...failed.values()];
    await eachPossible(
      deliveries,
      (part) => workOff(ports, part, options),
      ({ message }, reason) => failed.set(messageId(message), { message, reason }),
    );
  }
}

async function workOff(ports: Ports, deliveries: readonly Delivery[], options: ReconcileOptions): Promise<void> {
  await work(
    ports,
    deliveries.map(({ message }) => message),
    options,
  );
  await ports.queue.acknowledge(deliveries.map(({ receipt }) => receipt));
}

/** One that fails must not stop its batch: on failure each is tried alone. */
export async function eachPossible<T>(
  batch: readonly T[],
  attempt: (part: readonly T[]) => Promise<void>,
  onFailure: (item: T, reason: string) => void,
): Promise<void> {
  try {
    await attempt(batch);
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    if (batch.length === 1) onFailure(batch[0]!, error.message);
    else for (const item of batch) await eachPossible([item], attempt, onFailure);
  }
}
