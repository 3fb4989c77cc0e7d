/** The adapters keep the same promises as the local ones. */
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { jitteredPause } from '../../../lib/adapters/aws/backoff.ts';
import { DynamoCatalog } from '../../../lib/adapters/aws/dynamo-catalog.ts';
import { DynamoTable } from '../../../lib/adapters/aws/dynamo-table.ts';
import { S3Landing } from '../../../lib/adapters/aws/s3-landing.ts';
import { S3ObjectStore } from '../../../lib/adapters/aws/s3-object-store.ts';
import { SqsQueue } from '../../../lib/adapters/aws/sqs-queue.ts';
import type { WorkQueue } from '../../../lib/ports/work-queue.ts';
import { catalogContract } from '../../contracts/catalog-contract.ts';
import { describeContract } from '../../contracts/contract.ts';
import { landingContract } from '../../contracts/landing-contract.ts';
import { objectStoreContract } from '../../contracts/object-store-contract.ts';
import { workQueueContract } from '../../contracts/work-queue-contract.ts';
import { dynamo, newBucket, newQueue, newTable, s3, sqs } from './resources.ts';

const close = () => undefined;

describeContract('a bucket as object store', objectStoreContract, async () => ({
  subject: new S3ObjectStore(s3, await newBucket()),
  close,
}));

/** Without versioning, the emulator's listing of versions begins a page with the last object of the page before. */
const WRONG_IN_EMULATOR = 'lists more objects than fit on a page, each once, while others come and go';

for (const versioned of [true, false]) {
  const kept = landingContract.filter(({ promise }) => versioned || promise !== WRONG_IN_EMULATOR);
  describeContract(`a bucket ${versioned ? 'with' : 'without'} versioning as landing`, kept, async () => {
    const bucket = await newBucket({ versioned });
    const subject = {
      landing: new S3Landing(s3),
      bucket,
      put: async (Key: string, text: string) => {
        await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: text }));
      },
      remove: async (Key: string) => {
        await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      },
    };
    return { subject, close };
  });
}

// The index of heads is consistent at once in the emulator, and some milliseconds later in the service.
describeContract('catalog in DynamoDB', catalogContract, async () => {
  const table = new DynamoTable(DynamoDBDocumentClient.from(dynamo), await newTable(), jitteredPause);
  return { subject: new DynamoCatalog(table), close };
});

describeContract('queue in SQS', workQueueContract, async () => {
  const url = await newQueue();
  const queue = new SqsQueue(sqs, url);
  return { subject: watched(queue, url), close };
});

/** Ends the visibility timeout of what was received, rather than wait for it. */
function watched(queue: SqsQueue, QueueUrl: string) {
  const receipts = new Set<string>();
  const watching: WorkQueue = {
    send: (messages) => queue.send(messages),
    acknowledge: (taken) => queue.acknowledge(taken),
    async receive(max) {
      const deliveries = await queue.receive(max);
      for (const { receipt } of deliveries) receipts.add(receipt);
      return deliveries;
    },
  };
  const outlastVisibility = async () => {
    const all = [...receipts];
    receipts.clear();
    for (let at = 0; at < all.length; at += 10) {
      const part = all.slice(at, at + 10);
      const Entries = part.map((ReceiptHandle, id) => ({ Id: String(id), ReceiptHandle, VisibilityTimeout: 0 }));
      // Those acknowledged meanwhile fail each by itself.
      await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    }
  };
  return { queue: watching, outlastVisibility };
}
