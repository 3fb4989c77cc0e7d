import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CatalogRecord } from '../../core/catalog-record.ts';
import { concurrently } from '../../core/concurrently.ts';
import { groupedNodeOf } from '../../core/dedupe/clusters.ts';
import { CATALOG_TABLE } from '../../core/deployment.ts';
import { announcedPostings, lookBy } from '../../core/index-exposure.ts';
import type {
  Announcement,
  Catalog,
  CatalogItem,
  CatalogWrite,
  ClusterNode,
  Look,
  ObjectHead,
  Posting,
} from '../../ports/catalog.ts';
import {
  blockKey,
  entryOf,
  headOf,
  isPosting,
  PREFIX,
  postingItem,
  postingKey,
  postingOf,
  recordItem,
  recordKey,
  recordOf,
} from './catalog-items.ts';
import { type DynamoTable, REQUESTS_IN_FLIGHT } from './dynamo-table.ts';
import { awsError, nameOf, wasRetried } from './errors.ts';
import { outcomeOfRefusal } from './refused-write.ts';

/** More than this is asked for only to mean "all", and then page by page. */
const LARGEST_PAGE = 1000;

/**
 * The catalog in DynamoDB. A write is one conditional put: with records of 2.5 to 3 KB it costs 3 write units, one more when
 * the head's entry in the index changes; a posting costs one. The changes are the table's stream.
 */
export class DynamoCatalog implements Catalog {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  async read(documentIds: readonly string[]): Promise<Map<string, CatalogRecord>> {
    const items = await this.#table.get(documentIds.map(recordKey));
    return new Map(items.map(recordOf).map((record) => [record.documentId, record]));
  }

  async write(writes: readonly CatalogWrite[]): Promise<('written' | 'conflict')[]> {
    return concurrently(writes, (write) => this.#writeOne(write), REQUESTS_IN_FLIGHT);
  }

  async post(postings: readonly Posting[]): Promise<void> {
    await this.#table.put(postings.map(postingItem));
  }

  announce(announcements: readonly Announcement[]): Promise<void> {
    return this.post(announcements.flatMap(announcedPostings));
  }

  async unpost(postings: readonly Posting[]): Promise<void> {
    await this.#table.remove(postings.map(postingKey));
  }

  async postings(keys: readonly string[], limit: number): Promise<Map<string, Posting[]>> {
    const unique = [...new Set(keys)];
    const found = await concurrently(unique, (key) => this.#firstPostings(key, limit), REQUESTS_IN_FLIGHT);
    return new Map(unique.flatMap((key, at): [string, Posting[]][] => (found[at]!.length > 0 ? [[key, found[at]!]] : [])));
  }

  look(announcements: readonly Announcement[], limit: number): Promise<Look> {
    return lookBy((keys, most) => this.postings(keys, most))(announcements, limit);
  }

  /**
   * The index of heads lags behind the table by some milliseconds, and no read of it is consistent. The sweeper, its only
   * reader, looks in it for objects that are gone: a head that shows late is found by the next pass, one that shows too long
   * makes it send a hint for nothing. What it finds in the source it compares with consistent reads.
   */
  async *heads(bucket: string, prefix = ''): AsyncIterable<ObjectHead> {
    const { name, partitionKey, sortKey } = CATALOG_TABLE.headsIndex;
    // An empty prefix is no key condition.
    const starts = prefix === '' ? '' : ' AND begins_with(#key, :prefix)';
    const items = this.#table.query({
      IndexName: name,
      KeyConditionExpression: `#bucket = :bucket${starts}`,
      ExpressionAttributeNames: { '#bucket': partitionKey, ...(prefix === '' ? {} : { '#key': sortKey }) },
      ExpressionAttributeValues: { ':bucket': bucket, ...(prefix === '' ? {} : { ':prefix': prefix }) },
    });
    for await (const item of items) yield headOf(item);
  }

  async *scan(): AsyncIterable<CatalogRecord> {
    for await (const item of this.#table.scan(startsWith(PREFIX.record))) yield recordOf(item);
  }

  async *clusterNodes(): AsyncIterable<ClusterNode> {
    for await (const record of this.scan()) {
      const node = groupedNodeOf(record);
      if (node) yield node;
    }
  }

  async *scanAll(): AsyncIterable<CatalogItem> {
    const notBlocked = {
      FilterExpression: 'NOT begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': PREFIX.block },
    };
    for await (const item of this.#table.scan(notBlocked)) {
      yield isPosting(item) ? { posting: postingOf(item) } : { record: recordOf(item) };
    }
  }

  async block(entries: readonly string[]): Promise<void> {
    await this.#table.put(entries.map(blockKey));
  }

  async unblock(entries: readonly string[]): Promise<void> {
    await this.#table.remove(entries.map(blockKey));
  }

  async blocked(entries: readonly string[]): Promise<Set<string>> {
    return new Set((await this.#table.get(entries.map(blockKey), ['pk'])).map(entryOf));
  }

  async #writeOne({ record, expected }: CatalogWrite): Promise<'written' | 'conflict'> {
    const command = new PutCommand({
      TableName: this.#table.name,
      Item: recordItem(record),
      ...(expected === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'revision = :expected', ExpressionAttributeValues: { ':expected': expected } }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await this.#table.client.send(command);
      return 'written';
    } catch (error) {
      if (nameOf(error) !== 'ConditionalCheckFailedException') throw awsError(`Writing ${record.documentId}`, error);
      return wasRetried(error) ? outcomeOfRefusal(record, error) : 'conflict';
    }
  }

  async #firstPostings(key: string, limit: number): Promise<Posting[]> {
    const items = this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `${PREFIX.posting}${key}` },
      ConsistentRead: true,
      Limit: Math.min(limit, LARGEST_PAGE),
    });
    const found: Posting[] = [];
    for await (const item of items) {
      found.push(postingOf(item));
      if (found.length === limit) break;
    }
    return found;
  }
}

function startsWith(prefix: string) {
  return { FilterExpression: 'begins_with(pk, :prefix)', ExpressionAttributeValues: { ':prefix': prefix } };
}
