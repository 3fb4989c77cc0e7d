/** The work queue: hints that an object may have changed, and requests to judge a document again. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import type { ObjectName } from '../core/model.ts';
import type { Ports } from '../ports/ports.ts';
import type { WorkMessage } from '../ports/work-queue.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';
import { rejudge } from './settle.ts';

const BATCH = 500;

/** Does the work that these messages hint at; throws `TransientError` when any of it must come back. */
export async function work(ports: Ports, messages: readonly WorkMessage[], options: ReconcileOptions): Promise<CatalogRecord[]> {
  const objects = new Map<string, ObjectName>();
  const forcedObjects = new Map<string, ObjectName>();
  const documents = new Set<string>();
  for (const message of messages) {
    if (message.kind === 'document') documents.add(message.documentId);
    else (message.force ? forcedObjects : objects).set(`${message.name.bucket}\n${message.name.key}`, message.name);
  }
  const settled: CatalogRecord[] = [];
  for (const { settled: records } of await reconcile(ports, [...objects.values()], options)) settled.push(...records);
  for (const { settled: records } of await reconcile(ports, [...forcedObjects.values()], { ...options, force: true }))
    settled.push(...records);
  settled.push(...(await rejudge(ports, [...documents])));
  return settled;
}

/** Works, some messages at a time, until none is visible. */
export async function drain(ports: Ports, options: ReconcileOptions, batch = BATCH): Promise<CatalogRecord[]> {
  const settled: CatalogRecord[] = [];
  for (;;) {
    const deliveries = await ports.queue.receive(batch);
    if (deliveries.length === 0) return settled;
    settled.push(
      ...(await work(
        ports,
        deliveries.map(({ message }) => message),
        options,
      )),
    );
    await ports.queue.acknowledge(deliveries.map(({ receipt }) => receipt));
  }
}
