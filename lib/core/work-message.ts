import { objectNamesOf } from './events/object-events.ts';
import type { ObjectName } from './model.ts';

/** A hint that something may need work. Acting on one twice, late or out of order does no harm. */
export type WorkMessage =
  /** `force`: read and parse it again even when nothing seems to have changed. */
  | { readonly kind: 'object'; readonly name: ObjectName; readonly force?: boolean }
  /** Judge the document again: its neighbours changed. */
  | { readonly kind: 'document'; readonly documentId: string }
  /** The text under this exact index key has another first document: ask all copies to judge again. Many such are one piece of work. */
  | { readonly kind: 'copies'; readonly key: string };

/** Equal messages have equal ids, whatever the order of their fields; the id read as JSON is the message. */
export function messageId(message: WorkMessage): string {
  if (message.kind === 'copies') return JSON.stringify({ kind: message.kind, key: message.key });
  if (message.kind === 'document') return JSON.stringify({ kind: message.kind, documentId: message.documentId });
  const { bucket, key } = message.name;
  return JSON.stringify({ kind: message.kind, name: { bucket, key }, ...(message.force ? { force: true } : {}) });
}

/** What a message is about, for people. */
export function subjectOf(message: WorkMessage): string {
  if (message.kind === 'object') return message.name.key;
  return message.kind === 'document' ? message.documentId : message.key;
}

/** What the body of a queue's message asks for: one of ours, or a bucket's notification. Throws `TerminalError` for anything else. */
export function workMessagesOf(body: string): WorkMessage[] {
  if (body.startsWith('{"kind":')) return [JSON.parse(body) as WorkMessage];
  return objectNamesOf(body).map((name) => ({ kind: 'object', name }));
}
