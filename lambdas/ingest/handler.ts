import { objectNamesOf } from '../../lib/core/events/object-events.ts';
import type { ReconcileOptions } from '../../lib/pipeline/reconcile.ts';
import { work } from '../../lib/pipeline/work.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import type { WorkMessage } from '../../lib/ports/work-queue.ts';

export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

export interface BatchAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Works off a batch of queue messages: bucket notifications, and the pipeline's own requests to judge again.
 * When the batch fails as a whole each message is tried alone, so that only the failing ones go back.
 */
export function createHandler(ports: Ports, options: ReconcileOptions): (event: QueueEvent) => Promise<BatchAnswer> {
  const attempt = async (records: QueueEvent['Records']): Promise<void> => {
    const messages = records.flatMap(({ body }) => messagesOf(body));
    await work(ports, messages, options);
  };
  return async ({ Records }) => {
    const failed: { itemIdentifier: string }[] = [];
    try {
      await attempt(Records);
    } catch {
      for (const record of Records) {
        try {
          await attempt([record]);
        } catch (error) {
          ports.telemetry.warn('message_failed', { messageId: record.messageId, error: String(error) });
          failed.push({ itemIdentifier: record.messageId });
        }
      }
    }
    return { batchItemFailures: failed };
  };
}

function messagesOf(body: string): WorkMessage[] {
  const own = ownMessage(body);
  return own ? [own] : objectNamesOf(body).map((name) => ({ kind: 'object', name }));
}

function ownMessage(body: string): WorkMessage | null {
  if (!body.startsWith('{"kind":')) return null;
  return JSON.parse(body) as WorkMessage;
}
