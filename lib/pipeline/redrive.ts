/** Dead letters by cause, and back to where they came from once the cause is mended. */
import { aboutDeadLetter, causeOfDeadLetter } from '../core/dead-letter.ts';
import type { DeadLetter, DeadLetters } from '../ports/dead-letters.ts';

export interface CauseReport {
  readonly cause: string;
  found: number;
  sentBack: number;
  /** Chosen, but from no queue: parts of the stream. */
  withoutQueue: number;
  /** When the first of them was sent. */
  oldest: number;
  /** What one of them is about. */
  readonly example: string;
}

export interface RedriveReport {
  /** The most frequent first. */
  readonly causes: readonly CauseReport[];
  /** There are more than one pass looks at. */
  readonly more: boolean;
}

export interface RedriveOptions {
  /** Which causes go back; none: only look. */
  readonly chosen: (cause: string) => boolean;
  /** Sends nothing, and reports as if it did. */
  readonly dryRun?: boolean;
  readonly onProgress?: (looked: number, sentBack: number) => void;
}

const BATCH = 100;
/** SQS hides at most 120,000 messages at a time; those that stay are hidden until the end of the pass. */
const MAX_KEPT = 100_000;

/** One pass over the dead letters. Those that were not chosen are shown again at its end; if it is broken off, minutes later. */
export async function redrive(
  letters: DeadLetters,
  { chosen, dryRun = false, onProgress }: RedriveOptions,
): Promise<RedriveReport> {
  const causes = new Map<string, CauseReport>();
  const kept = new Map<string, DeadLetter>();
  let [looked, sentBack] = [0, 0];
  try {
    while (kept.size < MAX_KEPT) {
      const received = await letters.receive(BATCH);
      // Kept ones show again when a pass takes longer than they are hidden.
      const fresh = received.filter(({ messageId }) => !kept.has(messageId));
      const going = dryRun ? [] : fresh.filter((letter) => chosen(causeOf(letter)) && letter.sourceQueue !== null);
      for (const letter of received) if (!going.includes(letter)) kept.set(letter.messageId, letter);
      if (fresh.length === 0) break;
      await letters.sendBack(going);
      for (const letter of fresh) count(causes, letter, chosen(causeOf(letter)));
      looked += fresh.length;
      sentBack += going.length;
      onProgress?.(looked, sentBack);
    }
  } finally {
    // They show again by themselves, only later.
    await letters.release([...kept.values()]).catch(() => undefined);
  }
  const byCount = [...causes.values()].sort((a, b) => b.found - a.found);
  return { causes: byCount, more: kept.size >= MAX_KEPT };
}

const causeOf = ({ body, cause }: DeadLetter) => causeOfDeadLetter(body, cause);

function count(causes: Map<string, CauseReport>, letter: DeadLetter, isChosen: boolean): void {
  const cause = causeOf(letter);
  const example = aboutDeadLetter(letter.body);
  const report = causes.get(cause) ?? { cause, found: 0, sentBack: 0, withoutQueue: 0, oldest: letter.sentAt, example };
  report.found++;
  if (isChosen && letter.sourceQueue !== null) report.sentBack++;
  if (isChosen && letter.sourceQueue === null) report.withoutQueue++;
  report.oldest = Math.min(report.oldest, letter.sentAt);
  causes.set(cause, report);
}
