import type { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { SqsQueue } from '../../../lib/adapters/aws/sqs-queue.ts';
import { TerminalError } from '../../../lib/core/errors.ts';
import type { WorkMessage } from '../../../lib/ports/work-queue.ts';
import { fakeClient, noPause } from './fake-client.ts';

const object = (key: string): WorkMessage => ({ kind: 'object', name: { bucket: 'landing', key } });

function queueAnswering(answers: readonly object[]) {
  const { client, sent } = fakeClient<SQSClient>(answers);
  return { queue: new SqsQueue(client, 'https://queue', noPause), sent };
}

const bodiesOf = ({ input }: { input: Record<string, unknown> }) =>
  (input.Entries as { MessageBody: string }[]).map(({ MessageBody }) => MessageBody);

test('sends again what failed by no fault of ours, and only that', async () => {
  const { queue, sent } = queueAnswering([{ Failed: [{ Id: '1', SenderFault: false, Code: 'InternalError' }] }, {}]);
  await queue.send([object('a'), object('b'), object('c')]);
  expect(sent).toHaveLength(2);
  expect(bodiesOf(sent[1]!)).toEqual([bodiesOf(sent[0]!)[1]]);
});

test('a message that SQS will never take is a terminal error', async () => {
  const { queue } = queueAnswering([{ Failed: [{ Id: '0', SenderFault: true, Code: 'InvalidMessageContents' }] }]);
  await expect(queue.send([object('a')])).rejects.toThrow(TerminalError);
});

test('escapes the characters that JSON allows and SQS refuses', async () => {
  const { queue, sent } = queueAnswering([{}]);
  const message = object('odd\uffff\ufffe\u0001😀');
  await queue.send([message]);
  const [body] = bodiesOf(sent[0]!);
  expect(body).not.toMatch(/[\ufffe\uffff]/);
  expect(JSON.parse(body!)).toEqual(message);
});

test("receives the bucket's notifications as well", async () => {
  const notification = JSON.stringify({ Records: [{ s3: { bucket: { name: 'landing' }, object: { key: 'a+b.txt' } } }] });
  const { queue } = queueAnswering([{ Messages: [{ Body: notification, ReceiptHandle: 'r' }] }, {}]);
  expect(await queue.receive(10)).toEqual([{ receipt: 'r', message: object('a b.txt'), attempt: 1 }]);
});
