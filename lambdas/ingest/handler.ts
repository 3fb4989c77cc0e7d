import { BatchProcessorSync, EventType, processPartialResponseSync } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { objectNamesOf } from '../../lib/core/events/object-events.ts';
import { parser } from '../../lib/core/parser.ts';
import type { ReconcileOptions } from '../../lib/pipeline/reconcile.ts';
import { work } from '../../lib/pipeline/work.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import type { Telemetry } from '../../lib/ports/telemetry.ts';
import type { WorkMessage } from '../../lib/ports/work-queue.ts';
import { bind } from '../edge/bind.ts';
import { newId } from '../edge/new-id.ts';

export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

export interface BatchAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Works off a batch of queue messages: bucket notifications, and the pipeline's own requests to judge again.
 * A batch that fails is halved until the failing messages are alone, so that only they go back; what was done is not done twice.
 */
export function createHandler(ports: Ports, options: ReconcileOptions): (event: QueueEvent) => Promise<BatchAnswer> {
  return async (event) => {
    const failures = new Map<string, unknown>();
    await attempt(ports, options, event.Records, failures);
    return processPartialResponseSync(
      event as SQSEvent,
      ({ messageId }: SQSRecord) => {
        if (failures.has(messageId)) throw failures.get(messageId);
      },
      new BatchProcessorSync(EventType.SQS),
      { throwOnFullBatchFailure: false },
    );
  };
}

async function attempt(
  ports: Ports,
  options: ReconcileOptions,
  records: QueueEvent['Records'],
  failures: Map<string, unknown>,
): Promise<void> {
  try {
    const messages = records.flatMap(({ body }) => messagesOf(body));
    countOutcomes(ports.telemetry, await work(ports, messages, options));
  } catch (error) {
    if (records.length > 1) {
      const half = Math.ceil(records.length / 2);
      for (const part of [records.slice(0, half), records.slice(half)]) await attempt(ports, options, part, failures);
      return;
    }
    for (const { messageId } of records) {
      ports.telemetry.warn('message_failed', { messageId, error: String(error) });
      failures.set(messageId, error);
    }
  }
}

function messagesOf(body: string): WorkMessage[] {
  const own = ownMessage(body);
  return own ? [own] : objectNamesOf(body).map((name) => ({ kind: 'object', name }));
}

function ownMessage(body: string): WorkMessage | null {
  if (!body.startsWith('{"kind":')) return null;
  return JSON.parse(body) as WorkMessage;
}

function countOutcomes(telemetry: Telemetry, settled: readonly CatalogRecord[]): void {
  for (const { status } of settled) telemetry.count(`settled_${status}`);
}

export const handler = bind<QueueEvent, BatchAnswer>((lake) => createHandler(lake, { parser, newId }));
