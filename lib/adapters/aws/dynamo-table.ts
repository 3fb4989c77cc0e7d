import {
  BatchGetCommand,
  type BatchGetCommandInput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { concurrently } from '../../core/concurrently.ts';
import { inParts } from '../../core/in-parts.ts';
import { type Pause, untilTaken } from './backoff.ts';
import type { Item, ItemKey } from './catalog-items.ts';
import { translated } from './errors.ts';

/** Limits of BatchGetItem and BatchWriteItem. */
const ITEMS_A_GET = 100;
const ITEMS_A_WRITE = 25;
/** Requests of one call under way: enough to hide the latency, below the SDK's fifty connections. */
export const REQUESTS_IN_FLIGHT = 16;

type Write = NonNullable<NonNullable<BatchWriteCommandInput['RequestItems']>[string]>[number];
type Read = NonNullable<NonNullable<BatchGetCommandInput['RequestItems']>[string]>;

/** One DynamoDB table: whole batches in, whole answers out, reads strongly consistent. */
export class DynamoTable {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  readonly #pause: Pause;

  constructor(client: DynamoDBDocumentClient, name: string, pause: Pause) {
    this.client = client;
    this.name = name;
    this.#pause = pause;
  }

  /** The items that exist. */
  async get(keys: readonly ItemKey[], attributes?: readonly string[]): Promise<Item[]> {
    const found: Item[] = [];
    await concurrently(
      inParts(unique(keys), ITEMS_A_GET),
      (part) =>
        untilTaken(`Reading from ${this.name}`, part, this.#pause, async (left) => {
          const read: Read = { Keys: [...left], ConsistentRead: true, ...projection(attributes) };
          const answer = await this.#send('Reading from', () =>
            this.client.send(new BatchGetCommand({ RequestItems: { [this.name]: read } })),
          );
          found.push(...(answer.Responses?.[this.name] ?? []));
          return (answer.UnprocessedKeys?.[this.name]?.Keys ?? []) as ItemKey[];
        }),
      REQUESTS_IN_FLIGHT,
    );
    return found;
  }

  async put(items: readonly ItemKey[]): Promise<void> {
    await this.#batchWrite(unique(items).map((item) => ({ PutRequest: { Item: item } })));
  }

  async remove(keys: readonly ItemKey[]): Promise<void> {
    await this.#batchWrite(unique(keys).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })));
  }

  async *query(input: Omit<QueryCommandInput, 'TableName'>): AsyncIterable<Item> {
    let start: Item | undefined;
    do {
      const command: QueryCommand = new QueryCommand({ ...input, TableName: this.name, ExclusiveStartKey: start });
      const page = await this.#send('Querying', () => this.client.send(command));
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  /**
   * Eventually consistent, at half the price: much of a scan is minutes old when it ends anyway. Who acts on what it shows must read
   * that consistently, or compare and set.
   */
  async *scan(input: Omit<ScanCommandInput, 'TableName' | 'ConsistentRead'>): AsyncIterable<Item> {
    let start: Item | undefined;
    do {
      const command: ScanCommand = new ScanCommand({
        ...input,
        TableName: this.name,
        ConsistentRead: false,
        ExclusiveStartKey: start,
      });
      const page = await this.#send('Scanning', () => this.client.send(command));
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  async #batchWrite(writes: readonly Write[]): Promise<void> {
    await concurrently(
      inParts(writes, ITEMS_A_WRITE),
      (part) =>
        untilTaken(`Writing to ${this.name}`, part, this.#pause, async (left) => {
          const answer = await this.#send('Writing to', () =>
            this.client.send(new BatchWriteCommand({ RequestItems: { [this.name]: [...left] } })),
          );
          return answer.UnprocessedItems?.[this.name] ?? [];
        }),
      REQUESTS_IN_FLIGHT,
    );
  }

  #send<T>(action: string, request: () => Promise<T>): Promise<T> {
    return translated(`${action} ${this.name}`, request);
  }
}

/** DynamoDB refuses a batch that names a key twice. */
function unique<K extends ItemKey>(items: readonly K[]): K[] {
  return [...new Map(items.map((item) => [`${item.pk}\n${item.sk}`, item])).values()];
}

/** Names stand for the attributes, since many words are reserved. */
function projection(attributes: readonly string[] | undefined) {
  if (!attributes) return {};
  return {
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
  };
}
