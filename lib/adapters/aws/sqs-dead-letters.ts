import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { concurrently } from '../../core/concurrently.ts';
import { DEAD_LETTER_ATTRIBUTES } from '../../core/deployment.ts';
import { TerminalError } from '../../core/errors.ts';
import { inParts } from '../../core/in-parts.ts';
import type { DeadLetter, DeadLetters } from '../../ports/dead-letters.ts';
import { jitteredPause, type Pause, untilTaken } from './backoff.ts';
import { translated } from './errors.ts';

const MESSAGES_A_REQUEST = 10;
/** Long enough for a batch to be sent back, short enough to come back soon after a pass that was broken off. */
const HIDDEN_SECONDS = 300;
const WAIT_SECONDS = 1;

export class SqsDeadLetters implements DeadLetters {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #pause: Pause;
  readonly #sources = new Map<string, string>();

  constructor(client: SQSClient, url: string, pause: Pause = jitteredPause) {
    this.#client = client;
    this.#url = url;
    this.#pause = pause;
  }

  async add(body: string, cause: string, sourceQueue: string): Promise<void> {
    const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
    const MessageAttributes = {
      [DEAD_LETTER_ATTRIBUTES.cause]: attribute(cause),
      [DEAD_LETTER_ATTRIBUTES.sourceQueue]: attribute(sourceQueue),
    };
    const command = new SendMessageCommand({ QueueUrl: this.#url, MessageBody: body, MessageAttributes });
    await this.#translated('Sending to', () => this.#client.send(command));
  }

  async receive(max: number): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    while (letters.length < max) {
      const command = new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: Math.min(MESSAGES_A_REQUEST, max - letters.length),
        WaitTimeSeconds: letters.length === 0 ? WAIT_SECONDS : 0,
        VisibilityTimeout: HIDDEN_SECONDS,
        MessageAttributeNames: Object.values(DEAD_LETTER_ATTRIBUTES),
        MessageSystemAttributeNames: ['SentTimestamp', 'DeadLetterQueueSourceArn'],
      });
      const { Messages = [] } = await this.#translated('Receiving from', () => this.#client.send(command));
      if (Messages.length === 0) break;
      letters.push(...Messages.map(letterOf));
    }
    return letters;
  }

  async sendBack(letters: readonly DeadLetter[]): Promise<void> {
    for (const [source, group] of Map.groupBy(letters, ({ sourceQueue }) => sourceQueue)) {
      if (source === null) throw new TerminalError(`A dead letter of ${this.#url} came from no queue: it can't go back.`);
      const QueueUrl = await this.#urlOf(source);
      await concurrently(inParts(group, MESSAGES_A_REQUEST), async (part) => {
        await this.#sendTo(QueueUrl, part);
        await this.#delete(part);
      });
    }
  }

  /** Of those whose time ran out there is nothing to do. */
  async release(letters: readonly DeadLetter[]): Promise<void> {
    await concurrently(inParts(letters, MESSAGES_A_REQUEST), (part) => {
      const Entries = part.map(({ receipt }, at) => ({ Id: String(at), ReceiptHandle: receipt, VisibilityTimeout: 0 }));
      const command = new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries });
      return this.#translated('Releasing messages of', () => this.#client.send(command));
    });
  }

  #sendTo(QueueUrl: string, letters: readonly DeadLetter[]): Promise<void> {
    return untilTaken(`Sending to ${QueueUrl}`, letters, this.#pause, async (left) => {
      const Entries = left.map(({ body }, at) => ({ Id: String(at), MessageBody: body }));
      const command = new SendMessageBatchCommand({ QueueUrl, Entries });
      const { Failed = [] } = await translated(`Sending to ${QueueUrl}`, () => this.#client.send(command));
      const refused = Failed.find(({ SenderFault }) => SenderFault);
      if (refused) throw new TerminalError(`${QueueUrl} refused a message: ${refused.Code}: ${refused.Message}`);
      return Failed.map(({ Id }) => left[Number(Id)]!);
    });
  }

  /** One that can't be deleted comes again, and goes twice: that does no harm. */
  async #delete(letters: readonly DeadLetter[]): Promise<void> {
    const Entries = letters.map(({ receipt }, at) => ({ Id: String(at), ReceiptHandle: receipt }));
    const command = new DeleteMessageBatchCommand({ QueueUrl: this.#url, Entries });
    await this.#translated('Deleting from', () => this.#client.send(command));
  }

  async #urlOf(arn: string): Promise<string> {
    const known = this.#sources.get(arn);
    if (known) return known;
    const [, , , , QueueOwnerAWSAccountId, QueueName] = arn.split(':');
    const command = new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId });
    const { QueueUrl } = await translated(`Looking for the queue ${arn}`, () => this.#client.send(command));
    this.#sources.set(arn, QueueUrl!);
    return QueueUrl!;
  }

  #translated<T>(action: string, request: () => Promise<T>): Promise<T> {
    return translated(`${action} ${this.#url}`, request);
  }
}

/** Ingest says where a message came from and why it gave it up; SQS says the former of those that it moved itself. */
function letterOf({ MessageId, ReceiptHandle, Body, Attributes, MessageAttributes }: Message): DeadLetter {
  const said = (name: string) => MessageAttributes?.[name]?.StringValue ?? null;
  return {
    messageId: MessageId!,
    receipt: ReceiptHandle!,
    body: Body!,
    cause: said(DEAD_LETTER_ATTRIBUTES.cause),
    sourceQueue: said(DEAD_LETTER_ATTRIBUTES.sourceQueue) ?? Attributes?.DeadLetterQueueSourceArn ?? null,
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
  };
}
