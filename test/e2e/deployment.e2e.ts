/** A real `cdk deploy` on the emulator: the same articles give the same rows as the local mode. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLocal } from '../../lib/adapters/local/open-local.ts';
import { documentIdOf } from '../../lib/core/catalog-record.ts';
import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS, type Table } from '../../lib/core/lake/columns.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { readFile } from '../../lib/pipeline/data-files.ts';
import { loadState } from '../../lib/pipeline/table-log.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { backfill } from './backfill.ts';
import { type DeployedLake, deploy, eventually } from './deployed-lake.ts';
import { LakeFolder } from './lake-folder.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const SEEDS = join(ROOT, 'seeds', 'articles');
const CLI = join(ROOT, 'bin', 'article-lake.ts');
const ODD_KEY = 'wire desk/a b+c%2Fd 🗞.txt';
/** Articles that were there before the stack, in a bucket of somebody else's. */
const OLD_BUCKET = 'old-articles';
const OLD_KEYS = ['2019/a b+c%2Fd 🗞 "e".txt', ...Array.from({ length: 11 }, (_, i) => `2020/${i}.txt`)];
const TEXT =
  'Lantern parade moved to Friday\n\nThe lantern parade was moved to Friday because of the wind, the harbour office said.';

const s3 = () => new S3Client({});
const sqs = () => new SQSClient({});

let lake: DeployedLake;
let folder: LakeFolder;

beforeAll(async () => {
  await s3().send(new CreateBucketCommand({ Bucket: OLD_BUCKET }));
  lake = await deploy(OLD_BUCKET);
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
/** When it was decided, and by which way: who was delivered first was judged first. */
const HISTORY = ['decided_at', 'cause', 'previous_verdict', 'previous_duplicate_of'];

/** The rows of all tables, with names in the place of ids, which hold the name of the bucket. */
async function contents(ports: Pick<Ports, 'lake' | 'tableFormat'>, keyOf = (key: string) => key) {
  const documents = await rowsOf(ports, DOCUMENTS);
  const rejections = await rowsOf(ports, REJECTIONS);
  const named = (row: Row) => `${keyOf(String(row.source_key))}#${row.record_index}`;
  const names = new Map([...documents, ...rejections].map((row) => [row.document_id, named(row)]));
  const plain = (row: Row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !INCIDENTAL.includes(column) && !HISTORY.includes(column))
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
    decisions: sorted(lastDecisions(await rowsOf(ports, DEDUPE_LEDGER)).filter((row) => names.has(row.document_id))),
  };
}

/** The last row of each document; no document may have two of one revision. */
function lastDecisions(rows: readonly Row[]): Row[] {
  const keys = new Set(rows.map((row) => `${row.document_id} ${row.revision}`));
  expect(keys.size).toBe(rows.length);
  const byRevision = rows.toSorted((a, b) => Number(a.revision) - Number(b.revision));
  return [...new Map(byRevision.map((row) => [row.document_id, row])).values()];
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

async function functionNames(): Promise<string[]> {
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/2015-03-31/functions`);
  const { Functions } = (await answer.json()) as { Functions: { FunctionName: string }[] };
  return Functions.map(({ FunctionName }) => FunctionName);
}

/** Clusters are the sweeper's work. */
async function sweep(): Promise<void> {
  const name = (await functionNames()).find((one) => one.includes('Sweep'));
  const address = `${process.env.AWS_ENDPOINT_URL}/2015-03-31/functions/${name}/invocations`;
  const answer = await fetch(address, { method: 'POST', body: '{}' });
  expect(answer.headers.get('x-amz-function-error')).toBeNull();
}

/** Keys of the rows of articles that came from a bucket. */
async function keysOf(bucket: string): Promise<unknown[]> {
  const rows = await rowsOf(lake, DOCUMENTS);
  return rows.filter(({ source_bucket }) => source_bucket === bucket).map(({ source_key }) => source_key);
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

/** The command, as somebody types it. */
async function redrive(...options: string[]) {
  const { stdout } = await run(process.execPath, [CLI, 'redrive', lake.deadLettersUrl, '--json', ...options]);
  return JSON.parse(stdout).causes as { cause: string; found: number; sentBack: number; example: string }[];
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

test('what was there before the stack comes in by a backfill, once', async () => {
  for (const [i, Key] of OLD_KEYS.entries()) {
    const Body = `${TEXT} Entry ${i}: the quay ${i * 37} stayed open for ${i + 3} hours while ${'ships '.repeat(i)}passed.`;
    await s3().send(new PutObjectCommand({ Bucket: OLD_BUCKET, Key, Body }));
  }
  await backfill(lake.backfillArn, OLD_BUCKET, '2019/');
  await eventually('the first is in the table', async () => ((await keysOf(OLD_BUCKET)).length > 0 ? true : null));
  expect(await keysOf(OLD_BUCKET)).toEqual([OLD_KEYS[0]]);
  await backfill(lake.backfillArn, OLD_BUCKET, '');
  await eventually('all are in the table', async () => ((await keysOf(OLD_BUCKET)).length === OLD_KEYS.length ? true : null));
  expect((await keysOf(OLD_BUCKET)).sort()).toEqual(OLD_KEYS.toSorted());
  await drained();

  const { version } = await loadState(lake.lake, DOCUMENTS);
  await backfill(lake.backfillArn, OLD_BUCKET, '');
  await drained();
  expect((await loadState(lake.lake, DOCUMENTS)).version).toBe(version);
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
  const cause = 'TransientError: … was last read by newer rules; it waits for a worker that has them.';
  expect(await redrive('--dry-run', '--all')).toMatchObject([
    { cause, found: 1, sentBack: 1, example: `s3://${lake.landingBucket}/${key}` },
  ]);
  expect(await redrive('--cause', 'AccessDenied')).toMatchObject([{ found: 1, sentBack: 0 }]);
  await rewrite(1);
  expect(await redrive('--cause', 'newer rules')).toMatchObject([{ found: 1, sentBack: 1 }]);
  await eventually('the new text is in the table', async () => {
    const rows = await rowsOf(lake, DOCUMENTS);
    return rows.some(({ title }) => title === 'Linter parade moved to Friday') ? true : null;
  });
  expect(await waitingIn(lake.deadLettersUrl)).toBe(0);
});

test('a second deployment changes nothing', async () => {
  expect(await lake.deployAgain()).toContain('(no changes)');
});

// Buckets and table are retained; the template's side of it is in test/infrastructure.
test('destroying the stack leaves the data', async () => {
  const rows = async () => (await rowsOf(lake, DOCUMENTS)).map(({ document_id }) => String(document_id)).sort();
  const records = async () => (await Array.fromAsync(lake.catalog.scan())).map(({ documentId }) => documentId).sort();
  const objects = async () => (await Array.fromAsync(lake.landing.list(lake.landingBucket))).map(({ key }) => key);
  const before = { rows: await rows(), records: await records(), objects: await objects() };
  await lake.destroy();
  expect(await functionNames()).toEqual([]);
  await expect(waitingIn(lake.queueUrl)).rejects.toThrow();
  expect({ rows: await rows(), records: await records(), objects: await objects() }).toEqual(before);
  expect(before.rows.length).toBeGreaterThan(30);
});
