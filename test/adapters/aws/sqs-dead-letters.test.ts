import type { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { SqsDeadLetters } from '../../../lib/adapters/aws/sqs-dead-letters.ts';
import type { DeadLetter } from '../../../lib/ports/dead-letters.ts';
import { fakeClient, noPause, serviceError } from './fake-client.ts';

const SOURCE = 'arn:aws:sqs:eu-west-1:123456789012:work';
const letter = (name: string): DeadLetter => ({
  messageId: name,
  receipt: name,
  body: name,
  cause: null,
  sourceQueue: SOURCE,
  sentAt: 0,
});

function answering(answers: readonly (object | Error)[]) {
  const { client, sent } = fakeClient<SQSClient>(answers);
  return { letters: new SqsDeadLetters(client, 'https://dead', noPause), sent };
}

test('sends before it deletes, to the queue that the letter came from', async () => {
  const { letters, sent } = answering([{ QueueUrl: 'https://work' }, {}, {}]);
  await letters.sendBack([letter('a'), letter('b')]);
  expect(sent.map(({ command }) => command)).toEqual([
    'GetQueueUrlCommand',
    'SendMessageBatchCommand',
    'DeleteMessageBatchCommand',
  ]);
  expect(sent[0]!.input).toMatchObject({ QueueName: 'work', QueueOwnerAWSAccountId: '123456789012' });
  expect(sent[1]!.input).toMatchObject({ QueueUrl: 'https://work' });
  expect(sent[2]!.input).toMatchObject({ QueueUrl: 'https://dead' });
});

test('deletes nothing that could not be sent', async () => {
  const { letters, sent } = answering([{ QueueUrl: 'https://work' }, serviceError('AccessDenied', 403)]);
  await expect(letters.sendBack([letter('a')])).rejects.toThrow('grant this role the action');
  expect(sent.map(({ command }) => command)).not.toContain('DeleteMessageBatchCommand');
});

test('sends again what was turned away, and deletes once all is sent', async () => {
  const { letters, sent } = answering([{ QueueUrl: 'https://work' }, { Failed: [{ Id: '1', SenderFault: false }] }, {}, {}]);
  await letters.sendBack([letter('a'), letter('b')]);
  expect(sent.map(({ command }) => command).slice(1)).toEqual([
    'SendMessageBatchCommand',
    'SendMessageBatchCommand',
    'DeleteMessageBatchCommand',
  ]);
  expect(sent[2]!.input).toMatchObject({ Entries: [{ MessageBody: 'b' }] });
});

test('knows the cause and the queue that ingest wrote down, or the queue that SQS did', async () => {
  const MessageAttributes = { cause: { StringValue: 'AccessDenied' }, source_queue: { StringValue: SOURCE } };
  const message = (MessageId: string, more: object) => ({ MessageId, ReceiptHandle: MessageId, Body: MessageId, ...more });
  const { letters } = answering([
    {
      Messages: [
        message('said', { MessageAttributes, Attributes: { SentTimestamp: '7' } }),
        message('moved', { Attributes: { SentTimestamp: '8', DeadLetterQueueSourceArn: 'arn:other' } }),
        message('stream', { Attributes: { SentTimestamp: '9' } }),
      ],
    },
    {},
  ]);
  expect((await letters.receive(100)).map(({ cause, sourceQueue, sentAt }) => [cause, sourceQueue, sentAt])).toEqual([
    ['AccessDenied', SOURCE, 7],
    [null, 'arn:other', 8],
    [null, null, 9],
  ]);
});
