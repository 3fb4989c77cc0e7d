import {
  type BatchResultErrorEntry,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { concurrently } from '../../core/concurrently.ts';
import { TerminalError } from '../../core/errors.ts';
import { inParts } from '../../core/in-parts.ts';
import { messageId, workMessagesOf } from '../../core/work-message.ts';
import type { Delivery, WorkMessage, WorkQueue } from '../../ports/work-queue.ts';
import { jitteredPause, type Pause, untilTaken } from './backoff.ts';
import { translated } from './errors.ts';

/** SQS takes and gives ten at a time. Ten of ours, each a name of at most 1 KiB, are far below its 1 MiB a request. */
const MESSAGES_A_REQUEST = 10;
/** A long poll asks every server of the queue; a short one may miss what is there. */
const WAIT_SECONDS = 1;

/** The queue that Lambda works off. `receive` is for tools: it does what Lambda's poller does. */
export class SqsQueue implements WorkQueue {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #pause: Pause;

  constructor(client: SQSClient, url: string, pause: Pause = jitteredPause) {
    this.#client = client;
    this.#url = url;
    this.#pause = pause;
  }

  async send(messages: readonly WorkMessage[]): Promise<void> {
    const bodies = [...new Set(messages.map(bodyOf))];
    await this.#inBatches('Sending to', bodies, async (part) => {
      const Entries = part.map((MessageBody, at) => ({ Id: String(at), MessageBody }));
      const command = new SendMessageBatchCommand({ QueueUrl: this.#url, Entries });
      const { Failed = [] } = await this.#translated('Sending to', () => this.#client.send(command));
      const refused = Failed.find(({ SenderFault }) => SenderFault);
      if (refused) throw new TerminalError(`${this.#url} refused a message: ${refused.Code}: ${refused.Message}`);
      return entriesOf(Failed, part);
    });
  }

  async receive(max: number): Promise<Delivery[]> {
    const deliveries: Delivery[] = [];
    while (deliveries.length < max) {
      const command = new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: Math.min(MESSAGES_A_REQUEST, max - deliveries.length),
        // Who has something to do need not wait for more.
        WaitTimeSeconds: deliveries.length === 0 ? WAIT_SECONDS : 0,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      });
      const { Messages = [] } = await this.#translated('Receiving from', () => this.#client.send(command));
      if (Messages.length === 0) break;
      for (const { Body, ReceiptHandle, Attributes } of Messages) {
        const attempt = Number(Attributes?.ApproximateReceiveCount ?? 1);
        deliveries.push(...workMessagesOf(Body!).map((message) => ({ receipt: ReceiptHandle!, message, attempt })));
      }
    }
    return deliveries;
  }

  /** Receipts that SQS knows no more are done with. */
  async acknowledge(receipts: readonly string[]): Promise<void> {
    await this.#inBatches('Acknowledging at', [...new Set(receipts)], async (part) => {
      const Entries = part.map((ReceiptHandle, at) => ({ Id: String(at), ReceiptHandle }));
      const command = new DeleteMessageBatchCommand({ QueueUrl: this.#url, Entries });
      const { Failed = [] } = await this.#translated('Acknowledging at', () => this.#client.send(command));
      const again = Failed.filter(({ SenderFault }) => !SenderFault);
      return entriesOf(again, part);
    });
  }

  async #inBatches<T>(action: string, items: readonly T[], send: (part: readonly T[]) => Promise<readonly T[]>): Promise<void> {
    await concurrently(inParts(items, MESSAGES_A_REQUEST), (part) =>
      untilTaken(`${action} ${this.#url}`, part, this.#pause, send),
    );
  }

  #translated<T>(action: string, request: () => Promise<T>): Promise<T> {
    return translated(`${action} ${this.#url}`, request);
  }
}

/** The two noncharacters that JSON leaves as they are and SQS refuses. Keys may hold them. */
function bodyOf(message: WorkMessage): string {
  return messageId(message).replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

function entriesOf<T>(failed: readonly BatchResultErrorEntry[], part: readonly T[]): T[] {
  return failed.map(({ Id }) => part[Number(Id)]!);
}
