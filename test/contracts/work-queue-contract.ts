import assert from 'node:assert/strict';
import type { Delivery, WorkMessage, WorkQueue } from '../../lib/ports/work-queue.ts';
import { type Contract, vandalize } from './contract.ts';

export interface QueueSubject {
  readonly queue: WorkQueue;
  /** Lets the visibility timeout of every delivery pass. */
  outlastVisibility(): Promise<void>;
}

const object = (key: string): WorkMessage => ({ kind: 'object', name: { bucket: 'landing', key } });
const document = (documentId: string): WorkMessage => ({ kind: 'document', documentId });
const many = (count: number) => Array.from({ length: count }, (_, number) => object(`key ${number}`));

/** Everything visible now. Bounded, so that a queue which never runs dry fails. */
async function drain(queue: WorkQueue): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (let call = 0; call < 500; call++) {
    const received = await queue.receive(10);
    if (received.length === 0) return deliveries;
    deliveries.push(...received);
  }
  throw new assert.AssertionError({ message: 'the queue never runs dry' });
}

const messagesOf = (deliveries: readonly Delivery[]) => new Set(deliveries.map(({ message }) => JSON.stringify(message)));
const setOf = (messages: readonly WorkMessage[]) => new Set(messages.map((message) => JSON.stringify(message)));
const receiptsOf = (deliveries: readonly Delivery[]) => deliveries.map(({ receipt }) => receipt);

/** What `WorkQueue` promises. It may merge equal messages. */
export const workQueueContract: Contract<QueueSubject> = [
  {
    promise: 'delivers what was sent, odd keys unharmed, as the first attempt',
    async check({ queue }) {
      const messages = [object('a b+c%2F😀\n"\\'), object('é'), document('9f86d081')];
      await queue.send(messages);
      const deliveries = await drain(queue);
      assert.deepEqual(messagesOf(deliveries), setOf(messages));
      assert.ok(deliveries.every(({ attempt }) => attempt === 1));
    },
  },
  {
    promise: 'is empty when nothing is visible',
    async check({ queue }) {
      assert.deepEqual(await queue.receive(10), []);
      await queue.send([]);
      assert.deepEqual(await queue.receive(10), []);
    },
  },
  {
    promise: 'receives at most as many as asked for',
    async check({ queue }) {
      await queue.send(many(25));
      assert.ok((await queue.receive(1)).length <= 1);
      assert.ok((await queue.receive(10)).length <= 10);
    },
  },
  {
    promise: 'hides a delivered message until its timeout',
    async check({ queue }) {
      await queue.send([object('a')]);
      assert.equal((await drain(queue)).length, 1);
      assert.deepEqual(await queue.receive(10), []);
    },
  },
  {
    promise: 'delivers a message that was not acknowledged again, and counts the attempts',
    async check({ queue, outlastVisibility }) {
      await queue.send([object('a'), object('b')]);
      const first = await drain(queue);
      await queue.acknowledge(receiptsOf(first.filter(({ message }) => message.kind === 'object' && message.name.key === 'a')));
      for (const attempt of [2, 3]) {
        await outlastVisibility();
        const again = await drain(queue);
        assert.deepEqual(messagesOf(again), setOf([object('b')]));
        assert.equal(again[0]?.attempt, attempt);
      }
    },
  },
  {
    promise: 'never delivers an acknowledged message again',
    async check({ queue, outlastVisibility }) {
      await queue.send(many(30));
      await queue.acknowledge(receiptsOf(await drain(queue)));
      await outlastVisibility();
      assert.deepEqual(await drain(queue), []);
    },
  },
  {
    promise: 'takes acknowledged messages off, each by itself',
    async check({ queue, outlastVisibility }) {
      await queue.send(many(6));
      const deliveries = await drain(queue);
      await queue.acknowledge(receiptsOf(deliveries.slice(0, 4)));
      await outlastVisibility();
      assert.deepEqual(messagesOf(await drain(queue)), messagesOf(deliveries.slice(4)));
    },
  },
  {
    promise: 'takes unknown and repeated receipts for no error',
    async check({ queue, outlastVisibility }) {
      await queue.send([object('a')]);
      const receipts = receiptsOf(await drain(queue));
      await queue.acknowledge(receipts);
      await queue.acknowledge(receipts);
      await queue.acknowledge([]);
      await outlastVisibility();
      assert.deepEqual(await drain(queue), []);
    },
  },
  {
    promise: 'keeps what was sent while an equal message was being worked on, whatever that work acknowledges',
    async check({ queue, outlastVisibility }) {
      await queue.send([object('a')]);
      const working = await drain(queue);
      await queue.send([object('a')]);
      await queue.acknowledge(receiptsOf(working));
      await outlastVisibility();
      const later = await drain(queue);
      assert.deepEqual(messagesOf(later), setOf([object('a')]));
      await queue.acknowledge(receiptsOf(later));
      await outlastVisibility();
      assert.deepEqual(await drain(queue), []);
    },
  },
  {
    promise: 'keeps what was sent and received again, whatever the earlier work acknowledges',
    async check({ queue, outlastVisibility }) {
      await queue.send([object('a')]);
      const slow = await drain(queue);
      await queue.send([object('a')]);
      const second = await drain(queue);
      assert.ok(second.length >= 1);
      await queue.acknowledge(receiptsOf(slow));
      await outlastVisibility();
      assert.deepEqual(messagesOf(await drain(queue)), setOf([object('a')]));
    },
  },
  {
    promise: 'starts the attempts anew when a message is sent after it was done',
    async check({ queue, outlastVisibility }) {
      await queue.send([object('a')]);
      await drain(queue);
      await outlastVisibility();
      await queue.acknowledge(receiptsOf(await drain(queue)));
      await queue.send([object('a')]);
      assert.deepEqual(
        (await drain(queue)).map(({ attempt }) => attempt),
        [1],
      );
    },
  },
  {
    promise: 'hands each message to one of several racing receivers',
    async check({ queue }) {
      await queue.send(many(60));
      const received = (await Promise.all(Array.from({ length: 12 }, () => queue.receive(10)))).flat();
      const rest = await drain(queue);
      assert.equal(messagesOf([...received, ...rest]).size, 60);
      assert.equal(received.length + rest.length, 60);
      assert.equal(new Set(receiptsOf([...received, ...rest])).size, 60);
    },
  },
  {
    promise: 'shares no message with its callers',
    async check({ queue, outlastVisibility }) {
      const given = { kind: 'object' as const, name: { bucket: 'landing', key: 'a' } };
      await queue.send([given]);
      vandalize(() => Object.assign(given.name, { key: 'vandal' }));
      const [first] = await drain(queue);
      vandalize(() => Object.assign((first!.message as typeof given).name, { key: 'vandal' }));
      await outlastVisibility();
      assert.deepEqual(messagesOf(await drain(queue)), setOf([object('a')]));
    },
  },
];
