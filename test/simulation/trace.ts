import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import type { Posting } from '../../lib/core/index-exposure.ts';

/** One step of a schedule: who called what, and what came of it. */
export interface Step {
  readonly step: number;
  readonly now: number;
  readonly task: string;
  readonly label: string;
  /** The call's arguments, made readable only when somebody reads them. */
  readonly detail: unknown;
  readonly outcome: string;
}

const KEPT = 1 << 16;

/** The last steps of a schedule, and a hash of all of them. */
export class Trace {
  readonly #steps: Step[] = [];
  #count = 0;
  #hash = 0x811c9dc5;

  get count(): number {
    return this.#count;
  }

  /** Equal for equal schedules: FNV-1a over when, who, what and with which outcome. */
  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  add(now: number, task: string, label: string, detail: unknown, outcome: string): void {
    this.#steps[this.#count % KEPT] = { step: this.#count, now, task, label, detail, outcome };
    this.#count++;
    this.#mix(now | 0);
    for (let i = 0; i < task.length; i++) this.#mix(task.charCodeAt(i));
    this.#mix(label.length);
    this.#mix(outcome.length);
  }

  last(count: number): Step[] {
    const first = this.#count - Math.min(count, KEPT, this.#count);
    return Array.from({ length: this.#count - first }, (_, i) => this.#steps[(first + i) % KEPT]!);
  }

  #mix(value: number): void {
    this.#hash = Math.imul(this.#hash ^ value, 0x01000193);
  }
}

const MAX_DETAIL = 200;

export function formatStep({ step, now, task, label, detail, outcome }: Step, start: number): string {
  const seconds = ((now - start) / 1000).toFixed(3);
  const at = `${String(step).padStart(6)} ${seconds.padStart(11)}s`;
  return `${at} ${task.padEnd(13)} ${label.padEnd(17)} ${outcome.padEnd(12)} ${describe(detail).slice(0, MAX_DETAIL)}`.trimEnd();
}

/** Enough of a call's arguments to follow a race: ids and keys by their first digits. */
function describe(detail: unknown): string {
  if (Array.isArray(detail)) return detail.map(describe).join(', ');
  if (typeof detail !== 'object' || detail === null) return short(String(detail));
  if ('record' in detail) return describeRecord(detail.record as CatalogRecord);
  if ('order' in detail) {
    const { key, documentId, version } = detail as Posting;
    return `${short(key)}→${short(documentId)}@${version}`;
  }
  if ('documentId' in detail) return `judge ${short(String(detail.documentId))}`;
  if ('name' in detail) return `reconcile ${(detail.name as { key: string }).key}`;
  return JSON.stringify(detail);
}

function describeRecord(record: CatalogRecord): string {
  const { documentId, key, index, revision, status, settled, objectVersion, content, visibleRevision, generation } = record;
  const copy = content?.verdict?.duplicateOf;
  const facts = [
    settled ? 'settled' : 'unsettled',
    objectVersion,
    `g${generation}`,
    `seen${visibleRevision}`,
    copy && `of ${short(copy)}`,
  ];
  return `${short(documentId)} ${key}#${index} r${revision} ${status} ${facts.filter(Boolean).join(' ')}`;
}

const short = (text: string): string =>
  /^(?:[nx]\d:|content:|document:)?[0-9a-f]{16,}$/.test(text) ? text.replace(/([0-9a-f]{6})[0-9a-f]{8,}$/, '$1') : text;
