import { objectNamesOf } from './events/object-events.ts';
import type { ObjectName } from './model.ts';

/** A hint that something may need work. Acting on one twice, late or out of order does no harm. */
export type WorkMessage =
  /** `force`: read and parse it again even when nothing seems to have changed. */
  | { readonly kind: 'object'; readonly name: ObjectName; readonly force?: boolean }
  /** Judge the document again: its neighbours changed. */
  | { readonly kind: 'document'; readonly documentId: string }
  /** There is a new one among the first of very many documents under these index keys: ask all to judge again, each once. */
  | { readonly kind: 'crowds'; readonly keys: readonly string[] };

/** Equal messages have equal ids, whatever the order of their fields; the id read as JSON is the message. */
export function messageId(message: WorkMessage): string {
  if (message.kind === 'crowds') return JSON.stringify({ kind: message.kind, keys: message.keys });
  if (message.kind === 'document') return JSON.stringify({ kind: message.kind, documentId: message.documentId });
  const { bucket, key } = message.name;
  return JSON.stringify({ kind: message.kind, name: { bucket, key }, ...(message.force ? { force: true } : {}) });
}

/** What a message is about, for people. */
export function subjectOf(message: WorkMessage): string {
  if (message.kind === 'object') return message.name.key;
  return message.kind === 'document' ? message.documentId : message.keys.join(', ');
}

/** What the body of a queue's message asks for: one of ours, or a bucket's notification. Throws `TerminalError` for anything else. */
export function workMessagesOf(body: string): WorkMessage[] {
  if (body.startsWith('{"kind":')) return [JSON.parse(body) as WorkMessage];
  return objectNamesOf(body).map((name) => ({ kind: 'object', name }));
}
