import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { recordItem, recordKey } from '../../../lib/adapters/aws/catalog-items.ts';
import { DynamoCatalog } from '../../../lib/adapters/aws/dynamo-catalog.ts';
import { DynamoTable } from '../../../lib/adapters/aws/dynamo-table.ts';
import { TransientError } from '../../../lib/core/errors.ts';
import { nextOf, postingOf, recordOf } from '../../contracts/records.ts';
import { fakeClient, noPause, serviceError } from './fake-client.ts';

function catalogAnswering(answers: readonly (object | Error)[]) {
  const { client, sent } = fakeClient<DynamoDBDocumentClient>(answers);
  return { catalog: new DynamoCatalog(new DynamoTable(client, 'catalog', noPause)), sent };
}

const requestsOf = (sent: { input: Record<string, unknown> }) =>
  (sent.input.RequestItems as { catalog: unknown }).catalog as { PutRequest: { Item: Record<string, unknown> } }[];

describe('what the service did not take', () => {
  test('of a write is sent again, and only that', async () => {
    const postings = ['1', '2', '3'].map((order) => postingOf('n1:aa', order));
    const left = { PutRequest: { Item: { pk: 'K#n1:aa', sk: 'left' } } };
    const { catalog, sent } = catalogAnswering([{ UnprocessedItems: { catalog: [left] } }, {}]);
    await catalog.post(postings);
    expect(sent.map((request) => requestsOf(request).length)).toEqual([3, 1]);
    expect(requestsOf(sent[1]!)).toEqual([left]);
  });

  test('of a read is asked again, and all is answered', async () => {
    const [a, b] = [recordOf('a'), recordOf('b')];
    const { catalog, sent } = catalogAnswering([
      { Responses: { catalog: [recordItem(a)] }, UnprocessedKeys: { catalog: { Keys: [recordKey(b.documentId)] } } },
      { Responses: { catalog: [recordItem(b)] } },
    ]);
    expect((await catalog.read([a.documentId, b.documentId])).size).toBe(2);
    expect(sent).toHaveLength(2);
  });

  test('for ever is a failure that says so', async () => {
    const { catalog } = catalogAnswering([{ UnprocessedItems: { catalog: [{ PutRequest: { Item: {} } }] } }]);
    await expect(catalog.post([postingOf('k', '1')])).rejects.toThrow(/1 of 1 items were turned away/);
  });
});

describe('a write that was refused', () => {
  const mine = nextOf(recordOf('a'), { objectVersion: 'mine' });
  const refusedBy = (there: ReturnType<typeof recordOf> | null, attempts: number) => {
    const shown = there ? { Item: marshall(recordItem(there)) } : {};
    return catalogAnswering([serviceError('ConditionalCheckFailedException', 400, { attempts, ...shown })]).catalog.write([
      { record: mine, expected: 1 },
    ]);
  };

  test('at the first attempt was overtaken', async () => {
    expect(await refusedBy(mine, 1)).toEqual(['conflict']);
  });

  test('after a retry was applied before, if its own record is there', async () => {
    expect(await refusedBy(mine, 2)).toEqual(['written']);
  });

  test('after a retry was overtaken, if another record has its revision or none is there', async () => {
    expect(await refusedBy({ ...mine, objectVersion: 'other' }, 2)).toEqual(['conflict']);
    expect(await refusedBy(null, 2)).toEqual(['conflict']);
  });

  test('after a retry may have been there for a moment, if a later revision is there', async () => {
    await expect(refusedBy(nextOf(mine), 2)).rejects.toThrow(TransientError);
  });

  test('for another reason is no lost race', async () => {
    const { catalog } = catalogAnswering([serviceError('ThrottlingException', 400)]);
    await expect(catalog.write([{ record: mine, expected: 1 }])).rejects.toThrow(TransientError);
  });
});
