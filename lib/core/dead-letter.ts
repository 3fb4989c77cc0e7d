/** What can be said of a message that was given up, from the message alone. */
import { subjectOf, type WorkMessage, workMessagesOf } from './work-message.ts';

/** What Lambda leaves of a batch of a stream that it gave up: where it was, and nothing of what was in it. */
interface StreamPointer {
  readonly requestContext?: { readonly condition?: unknown };
  readonly DDBStreamBatchInfo?: { readonly shardId?: unknown; readonly batchSize?: unknown };
}

export const CAUSE_NOT_RECORDED = 'not recorded: the function ended before it could say, by its timeout or its memory';

/** What the message is about, for people. */
export function aboutDeadLetter(body: string): string {
  const pointer = streamPointer(body)?.DDBStreamBatchInfo;
  if (pointer) return `${pointer.batchSize} records of the stream, ${pointer.shardId}`;
  try {
    return workMessagesOf(body).map(nameOf).join(', ') || body;
  } catch {
    return body;
  }
}

/** Why it was given up, by what was recorded when it was, or by Lambda's own account. */
export function causeOfDeadLetter(body: string, recorded: string | null): string {
  const condition = streamPointer(body)?.requestContext?.condition;
  return recorded ?? (condition ? `part of the stream: ${condition}` : CAUSE_NOT_RECORDED);
}

function nameOf(message: WorkMessage): string {
  return message.kind === 'object' ? `s3://${message.name.bucket}/${message.name.key}` : `${message.kind} ${subjectOf(message)}`;
}

function streamPointer(body: string): StreamPointer | null {
  if (!body.includes('DDBStreamBatchInfo')) return null;
  try {
    return JSON.parse(body) as StreamPointer;
  } catch {
    return null;
  }
}
