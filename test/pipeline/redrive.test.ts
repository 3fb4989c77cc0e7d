import { expect, test } from 'vitest';
import { CAUSE_NOT_RECORDED } from '../../lib/core/dead-letter.ts';
import { redrive } from '../../lib/pipeline/redrive.ts';
import type { DeadLetter, DeadLetters } from '../../lib/ports/dead-letters.ts';

const objectBody = (key: string) => JSON.stringify({ kind: 'object', name: { bucket: 'landing', key } });

function letter(key: string, cause: string | null, more: Partial<DeadLetter> = {}): DeadLetter {
  return { messageId: key, receipt: key, body: objectBody(key), cause, sourceQueue: 'arn:queue', sentAt: 1000, ...more };
}

/** A queue that hides what was received, until it is released; `forgetful`: that shows everything again at once. */
class FakeDeadLetters implements DeadLetters {
  readonly there: Map<string, DeadLetter>;
  readonly hidden = new Set<string>();
  readonly sent: string[] = [];
  readonly released: string[] = [];
  forgetful = false;
  failAt = Number.POSITIVE_INFINITY;

  constructor(letters: readonly DeadLetter[]) {
    this.there = new Map(letters.map((one) => [one.messageId, one]));
  }
  async add(): Promise<void> {}
  async receive(max: number): Promise<DeadLetter[]> {
    const visible = [...this.there.values()].filter(({ messageId }) => !this.hidden.has(messageId)).slice(0, max);
    for (const { messageId } of this.forgetful ? [] : visible) this.hidden.add(messageId);
    return visible;
  }
  async sendBack(letters: readonly DeadLetter[]): Promise<void> {
    for (const { messageId } of letters) {
      if (this.sent.length === this.failAt) throw new Error('away');
      this.sent.push(messageId);
      this.there.delete(messageId);
      this.hidden.delete(messageId);
    }
  }
  async release(letters: readonly DeadLetter[]): Promise<void> {
    for (const { messageId } of letters) {
      this.hidden.delete(messageId);
      this.released.push(messageId);
    }
  }
}

const all = () => true;
const none = () => false;
const many = (count: number, cause: string) => Array.from({ length: count }, (_, i) => letter(`${cause}-${i}`, cause));

test('looks at all of them, by cause, and leaves them where they are', async () => {
  const letters = new FakeDeadLetters([...many(250, 'AccessDenied'), letter('late', null, { sentAt: 5 }), letter('x', null)]);
  const { causes, more } = await redrive(letters, { chosen: none });
  expect(more).toBe(false);
  expect(causes).toMatchObject([
    { cause: 'AccessDenied', found: 250, sentBack: 0, example: 's3://landing/AccessDenied-0' },
    { cause: CAUSE_NOT_RECORDED, found: 2, oldest: 5 },
  ]);
  expect(letters.there.size).toBe(252);
  expect(letters.hidden.size).toBe(0);
});

test('sends those of one cause back, and shows the others again', async () => {
  const letters = new FakeDeadLetters([...many(130, 'AccessDenied'), ...many(130, 'NoSuchBucket')]);
  const { causes } = await redrive(letters, { chosen: (cause) => cause === 'AccessDenied' });
  expect(causes.map(({ found, sentBack }) => [found, sentBack])).toEqual([
    [130, 130],
    [130, 0],
  ]);
  expect(letters.sent).toHaveLength(130);
  expect([...letters.there.values()].every(({ cause }) => cause === 'NoSuchBucket')).toBe(true);
  expect(letters.hidden.size).toBe(0);
});

test('a dry run says the same and sends nothing', async () => {
  const letters = new FakeDeadLetters(many(130, 'AccessDenied'));
  const { causes } = await redrive(letters, { chosen: all, dryRun: true });
  expect(causes).toMatchObject([{ found: 130, sentBack: 130 }]);
  expect(letters.sent).toEqual([]);
  expect(letters.there.size).toBe(130);
});

test('counts each once, and ends, when they show again during the pass', async () => {
  const letters = new FakeDeadLetters(many(30, 'AccessDenied'));
  letters.forgetful = true;
  expect((await redrive(letters, { chosen: none })).causes).toMatchObject([{ found: 30 }]);
});

test('a part of the stream stays: it has no queue to go back to', async () => {
  const body = JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: { shardId: 'shardId-1', batchSize: 12 },
  });
  const letters = new FakeDeadLetters([letter('pointer', null, { body, sourceQueue: null })]);
  const { causes } = await redrive(letters, { chosen: all });
  expect(causes).toMatchObject([
    {
      cause: 'part of the stream: RetryAttemptsExhausted',
      sentBack: 0,
      withoutQueue: 1,
      example: '12 records of the stream, shardId-1',
    },
  ]);
  expect(letters.there.size).toBe(1);
});

test('broken off, it shows again what it kept, and what was not sent is still there', async () => {
  const letters = new FakeDeadLetters([...many(10, 'kept'), ...many(20, 'AccessDenied')]);
  letters.failAt = 5;
  await expect(redrive(letters, { chosen: (cause) => cause === 'AccessDenied' })).rejects.toThrow('away');
  expect(letters.there.size).toBe(25);
  expect(letters.released).toHaveLength(10);
});
