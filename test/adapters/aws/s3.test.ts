import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { S3Landing } from '../../../lib/adapters/aws/s3-landing.ts';
import { S3ObjectStore } from '../../../lib/adapters/aws/s3-object-store.ts';
import { TransientError } from '../../../lib/core/errors.ts';
import { fakeClient, noPause, serviceError } from './fake-client.ts';

const name = { bucket: 'landing', key: 'a.txt' };
const bytes = new Uint8Array([1]);

function storeAnswering(answers: readonly (object | Error)[]) {
  const { client, sent } = fakeClient<S3Client>(answers);
  return { store: new S3ObjectStore(client, 'lake', noPause), sent };
}

describe('absence', () => {
  const landing = (error: Error) => new S3Landing(fakeClient<S3Client>([error]).client);

  test('is what S3 calls so', async () => {
    expect(await landing(serviceError('NoSuchKey', 404)).read(name)).toBeNull();
    expect(await landing(serviceError('NotFound', 404)).stat(name)).toBeNull();
  });

  test.each([
    ['AccessDenied', 403],
    ['403', 403],
    ['SlowDown', 503],
  ])('is not %s (%i)', async (error, status) => {
    await expect(landing(serviceError(error, status)).read(name)).rejects.toThrow(TransientError);
    await expect(landing(serviceError(error, status)).stat(name)).rejects.toThrow(TransientError);
  });

  test('of the bucket is not absence of what it held', async () => {
    const gone = landing(serviceError('NoSuchBucket', 404));
    await expect(gone.read(name)).rejects.toThrow(/check the name of the bucket/);
    await expect(Array.fromAsync(gone.list('landing'))).rejects.toThrow(/check the name of the bucket/);
  });
});

describe('putIfAbsent', () => {
  test('tries again while another request is under way', async () => {
    const conflict = serviceError('ConditionalRequestConflict', 409);
    expect(await storeAnswering([conflict, conflict, {}]).store.putIfAbsent('log/1', bytes)).toBe('created');
    expect(await storeAnswering([conflict, serviceError('PreconditionFailed', 412)]).store.putIfAbsent('log/1', bytes)).toBe(
      'exists',
    );
    await expect(storeAnswering([conflict]).store.putIfAbsent('log/1', bytes)).rejects.toThrow(TransientError);
  });

  test('does not know whose object exists once a response was lost', async () => {
    const refused = serviceError('PreconditionFailed', 412, { attempts: 2 });
    await expect(storeAnswering([refused]).store.putIfAbsent('log/1', bytes)).rejects.toThrow(TransientError);
  });
});

test('asks for a part of an object by its first and last byte', async () => {
  const { store, sent } = storeAnswering([{ Body: { transformToByteArray: async () => bytes } }, serviceError('NoSuchKey', 404)]);
  expect(await store.read('file', 10, 20)).toEqual(bytes);
  expect(sent[0]).toEqual({ command: 'GetObjectCommand', input: { Bucket: 'lake', Key: 'file', Range: 'bytes=10-19' } });
  expect(await store.read('file', 10, 20)).toBeNull();
});

test('deletes a thousand keys a request, and does not pass over a key that could not be deleted', async () => {
  const keys = Array.from({ length: 2001 }, (_, number) => `k${number}`);
  const { store, sent } = storeAnswering([{}]);
  await store.delete(keys);
  expect(sent.map(({ input }) => (input.Delete as { Objects: unknown[] }).Objects.length)).toEqual([1000, 1000, 1]);
  const failing = storeAnswering([{ Errors: [{ Key: 'k7', Code: 'InternalError', Message: 'sorry' }] }]);
  await expect(failing.store.delete(keys)).rejects.toThrow(/1 of 1000 objects of lake failed, first k7: InternalError/);
});
