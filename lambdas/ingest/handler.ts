import { BatchProcessorSync, EventType, processPartialResponseSync } from '@aws-lambda-powertools/batch';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { MAX_RECEIVES } from '../../lib/core/deployment.ts';
import { SHOWN_OF_BODY } from '../../lib/core/events/object-events.ts';
import { failureCause } from '../../lib/core/failure-cause.ts';
import { parser } from '../../lib/core/parser.ts';
import { subjectOf, workMessagesOf } from '../../lib/core/work-message.ts';
import type { ReconcileOptions } from '../../lib/pipeline/reconcile.ts';
import { work } from '../../lib/pipeline/work.ts';
import type { DeadLetters } from '../../lib/ports/dead-letters.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import type { Telemetry } from '../../lib/ports/telemetry.ts';
import { bind } from '../edge/bind.ts';
import { newId } from '../edge/new-id.ts';

interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: { readonly ApproximateReceiveCount: string };
  readonly eventSourceARN?: string;
}

export interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}

/** `deadLetters`: where a message goes with its cause when it failed for the last time; null: SQS moves it, without one. */
type IngestPorts = Ports & { readonly deadLetters?: DeadLetters | null };

export interface BatchAnswer {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Works off a batch of queue messages: bucket notifications, and the pipeline's own requests to judge again.
 * A batch that fails is halved until the failing messages are alone, so that only they go back; what was done is not done twice.
 */
export function createHandler(ports: IngestPorts, options: ReconcileOptions): (event: QueueEvent) => Promise<BatchAnswer> {
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
  ports: IngestPorts,
  options: ReconcileOptions,
  records: QueueEvent['Records'],
  failures: Map<string, unknown>,
): Promise<void> {
  try {
    const messages = records.flatMap(({ body }) => workMessagesOf(body));
    const onSettled = (settled: readonly CatalogRecord[]) => countOutcomes(ports.telemetry, settled);
    await work(ports, messages, { ...options, onSettled });
  } catch (error) {
    if (records.length > 1) {
      const half = Math.ceil(records.length / 2);
      for (const part of [records.slice(0, half), records.slice(half)]) await attempt(ports, options, part, failures);
      return;
    }
    for (const record of records) {
      ports.telemetry.warn('message_failed', { messageId: record.messageId, error: String(error) });
      if (!(await givenUp(ports, record, error))) failures.set(record.messageId, error);
    }
  }
}

/**
 * The last delivery of a message that fails: it goes to the dead letters from here, with the cause, which SQS doesn't know.
 * Who can't do that leaves it to SQS.
 */
async function givenUp({ deadLetters, telemetry }: IngestPorts, record: QueueRecord, error: unknown): Promise<boolean> {
  const { messageId, body, attributes, eventSourceARN } = record;
  if (!deadLetters || !eventSourceARN || Number(attributes?.ApproximateReceiveCount) < MAX_RECEIVES) return false;
  try {
    await deadLetters.add(body, failureCause(error, subjectsOf(body)), eventSourceARN);
    telemetry.count('given_up');
    return true;
  } catch (failure) {
    telemetry.warn('cause_not_recorded', { messageId, error: String(failure) });
    return false;
  }
}

/** What an error may name that is different for each message. */
function subjectsOf(body: string): string[] {
  try {
    return workMessagesOf(body).map(subjectOf);
  } catch {
    return [body.slice(0, SHOWN_OF_BODY)];
  }
}

function countOutcomes(telemetry: Telemetry, settled: readonly CatalogRecord[]): void {
  for (const { status } of settled) telemetry.count(`settled_${status}`);
}

export const handler = bind<QueueEvent, BatchAnswer>((lake) => createHandler(lake, { parser, newId }));
