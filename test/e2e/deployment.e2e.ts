/** A real `cdk deploy` on the emulator: the same articles give the same rows as the local mode. */
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocal } from '../../lib/adapters/local/open-local.ts';
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import { DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS, type Table } from '../../lib/core/lake/columns.ts';
import { readFile } from '../../lib/pipeline/data-files.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { Row } from '../../lib/ports/formats.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { type DeployedLake, deploy, eventually } from './deployed-lake.ts';
import { LakeFolder } from './lake-folder.ts';

const SEEDS = join(import.meta.dirname, '..', '..', 'seeds', 'articles');
const ODD_KEY = 'wire desk/a b+c%2Fd 🗞.txt';
const TEXT =
  'Lantern parade moved to Friday\n\nThe lantern parade was moved to Friday because of the wind, the harbour office said.';

const s3 = () => new S3Client({});
const sqs = () => new SQSClient({});

let lake: DeployedLake;
let folder: LakeFolder;

beforeAll(async () => {
  lake = await deploy();
  folder = new LakeFolder();
});
afterAll(() => folder.remove());

async function put(key: string, bytes: Uint8Array): Promise<void> {
  await s3().send(new PutObjectCommand({ Bucket: lake.landingBucket, Key: key, Body: bytes }));
  folder.write(key, bytes);
}

async function remove(key: string): Promise<void> {
  await s3().send(new DeleteObjectCommand({ Bucket: lake.landingBucket, Key: key }));
  folder.delete(key);
}

async function rowsOf(ports: Pick<Ports, 'lake' | 'tableFormat'>, table: Table): Promise<Row[]> {
  const { files } = await loadState(ports.lake, table);
  return (await Promise.all([...files.keys()].map((path) => readFile(ports, table, path)))).flat();
}

/** Of where the articles were, and how often somebody had to write; all else must be equal. */
const INCIDENTAL = ['source_bucket', 'source_version', 'revision', 'text_revision'];

/** The rows of all tables, with names in the place of ids, which hold the name of the bucket. */
async function contents(ports: Pick<Ports, 'lake' | 'tableFormat'>, keyOf = (key: string) => key) {
  const documents = await rowsOf(ports, DOCUMENTS);
  const rejections = await rowsOf(ports, REJECTIONS);
  const named = (row: Row) => `${keyOf(String(row.source_key))}#${row.record_index}`;
  const names = new Map([...documents, ...rejections].map((row) => [row.document_id, named(row)]));
  const plain = (row: Row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !INCIDENTAL.includes(column))
        .map(([column, value]) => [
          column,
          column === 'source_key' ? keyOf(String(value)) : (names.get(value as string) ?? value),
        ]),
    );
  const sorted = (rows: Row[]) => rows.map(plain).sort((a, b) => String(a.document_id).localeCompare(String(b.document_id)));
  return {
    documents: sorted(documents),
    rejections: sorted(rejections),
    texts: sorted(await rowsOf(ports, DOCUMENT_TEXTS)),
  };
}

/** What the local mode makes of the same files, landed at the same times. */
async function expected() {
  for await (const { key, lastModified } of lake.landing.list(lake.landingBucket)) {
    utimesSync(join(folder.inbox, key), lastModified / 1000, lastModified / 1000);
  }
  folder.ingest();
  const local = await openLocal(folder.lake);
  const answer = await contents(local);
  local.close();
  return answer;
}

/** Who lands first is the original: in a bucket to the second, in a folder to the day and then by what the article says. */
async function inLocalOrder(): Promise<string[]> {
  folder.ingest();
  const local = await openLocal(folder.lake);
  const records = await Array.fromAsync(local.catalog.scan());
  local.close();
  const orders = Map.groupBy(records, ({ key }) => key);
  const first = (key: string) =>
    orders
      .get(key)!
      .map(({ content }) => content?.order ?? '')
      .sort()[0]!;
  return [...orders.keys()].sort((a, b) => (first(a) < first(b) ? -1 : 1));
}

/** Clusters are the sweeper's work. */
async function sweep(): Promise<void> {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const { Functions } = (await (await fetch(`${endpoint}/2015-03-31/functions`)).json()) as {
    Functions: { FunctionName: string }[];
  };
  const name = Functions.map(({ FunctionName }) => FunctionName).find((one) => one.includes('Sweep'));
  const answer = await fetch(`${endpoint}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: '{}' });
  expect(answer.headers.get('x-amz-function-error')).toBeNull();
}

async function agree(): Promise<void> {
  const wanted = await expected();
  let shown: Awaited<ReturnType<typeof contents>> | undefined;
  await eventually('both modes show the same', async () => {
    shown = await contents(lake);
    return isDeepStrictEqual(shown, wanted) ? true : null;
  }).catch(() => undefined);
  expect(shown).toEqual(wanted);
}

async function waitingIn(url: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes } = await sqs().send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}

async function drained(): Promise<void> {
  await eventually('the queue is empty', async () => ((await waitingIn(lake.queueUrl)) === 0 ? true : null));
}

/** What `start-message-move-task` does, which the emulator does not know. */
async function redrive(): Promise<void> {
  const QueueUrl = lake.deadLettersUrl;
  const { Messages = [] } = await sqs().send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { Body, ReceiptHandle } of Messages) {
    await sqs().send(new SendMessageCommand({ QueueUrl: lake.queueUrl, MessageBody: Body }));
    await sqs().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
}

test('the seeds, under odd keys too, give the rows of the local mode', async () => {
  for (const name of readdirSync(SEEDS)) folder.write(name, readFileSync(join(SEEDS, name)));
  folder.write(ODD_KEY, TEXT);
  for (const key of await inLocalOrder()) await put(key, readFileSync(join(folder.inbox, key)));
  await drained();
  await sweep();
  await agree();
});

test('an overwritten article and a deleted one, the original of copies, too', async () => {
  await put(ODD_KEY, new TextEncoder().encode(TEXT.replaceAll('Friday', 'Sunday')));
  await remove('bridge-reopens.txt');
  await drained();
  await sweep();
  await agree();
});

test('what is delivered again changes nothing', async () => {
  const before = await loadState(lake.lake, DOCUMENTS);
  for await (const { key } of lake.landing.list(lake.landingBucket)) {
    const MessageBody = JSON.stringify({
      Records: [{ s3: { bucket: { name: lake.landingBucket }, object: { key: encodeURIComponent(key) } } }],
    });
    await sqs().send(new SendMessageCommand({ QueueUrl: lake.queueUrl, MessageBody }));
  }
  await drained();
  expect((await loadState(lake.lake, DOCUMENTS)).version).toBe(before.version);
});

test('a message that fails goes to the dead letters, and is worked off once its cause is mended', async () => {
  const key = 'refused.txt';
  const id = documentIdOf({ bucket: lake.landingBucket, key }, 0);
  const rewrite = async (rulesVersion: number) => {
    const record = (await lake.catalog.read([id])).get(id)!;
    await lake.catalog.write([{ record: { ...record, revision: record.revision + 1, rulesVersion }, expected: record.revision }]);
  };
  // The visibility timeout is twelve minutes, and a message fails five times.
  await sqs().send(new SetQueueAttributesCommand({ QueueUrl: lake.queueUrl, Attributes: { VisibilityTimeout: '1' } }));
  await put(key, new TextEncoder().encode(TEXT.replaceAll('antern', 'orch')));
  await eventually('the article is settled', async () => (await lake.catalog.read([id])).get(id)?.settled || null);

  // As if a newer version of the code had read the article: this one must not touch it.
  await rewrite(1000);
  await put(key, new TextEncoder().encode(TEXT.replaceAll('antern', 'inter')));
  await eventually('the message is among the dead letters', async () =>
    (await waitingIn(lake.deadLettersUrl)) === 1 ? true : null,
  );
  await rewrite(1);
  await redrive();
  await eventually('the new text is in the table', async () => {
    const rows = await rowsOf(lake, DOCUMENTS);
    return rows.some(({ title }) => title === 'Linter parade moved to Friday') ? true : null;
  });
  expect(await waitingIn(lake.deadLettersUrl)).toBe(0);
});

test('a second deployment changes nothing', async () => {
  expect(await lake.deployAgain()).toContain('(no changes)');
});
