import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { TransientError } from '../../core/errors.ts';
import { inParts } from '../../core/in-parts.ts';
import type { ObjectStore, StoredObject } from '../../ports/object-store.ts';
import { jitteredPause, type Pause } from './backoff.ts';
import { awsError, nameOf, statusOf, translated, wasRetried } from './errors.ts';

/** Keys that one DeleteObjects takes. */
const KEYS_A_DELETE = 1000;
/** Racing writers of one key make S3 answer "try again" for some milliseconds. */
const MAX_CONFLICTS = 8;

/** The lake bucket. S3 has what the port asks for: read-after-write, listings in UTF-8 order, put-if-absent. */
export class S3ObjectStore implements ObjectStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #pause: Pause;

  constructor(client: S3Client, bucket: string, pause: Pause = jitteredPause) {
    this.#client = client;
    this.#bucket = bucket;
    this.#pause = pause;
  }

  async get(key: string): Promise<Uint8Array | null> {
    return this.#get({ Key: key });
  }

  async read(key: string, start: number, end: number): Promise<Uint8Array | null> {
    return this.#get({ Key: key, Range: `bytes=${start}-${end - 1}` });
  }

  async #get(wanted: { readonly Key: string; readonly Range?: string }): Promise<Uint8Array | null> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, ...wanted }));
      return await Body!.transformToByteArray();
    } catch (error) {
      if (nameOf(error) === 'NoSuchKey') return null;
      throw awsError(`Reading ${this.locate(wanted.Key)}`, error);
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const command = new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: bytes });
    await translated(`Writing ${this.locate(key)}`, () => this.#client.send(command));
  }

  async putIfAbsent(key: string, bytes: Uint8Array): Promise<'created' | 'exists'> {
    for (let conflict = 1; conflict <= MAX_CONFLICTS; conflict++) {
      try {
        await this.#client.send(new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: bytes, IfNoneMatch: '*' }));
        return 'created';
      } catch (error) {
        if (statusOf(error) === 412) return this.#exists(key, error);
        // ConditionalRequestConflict: another request on this key is under way, nothing was written.
        if (statusOf(error) !== 409) throw awsError(`Creating ${this.locate(key)}`, error);
      }
      await this.#pause(conflict);
    }
    throw new TransientError(`Creating ${this.locate(key)} met ${MAX_CONFLICTS} conflicting requests; try again.`);
  }

  async *list(prefix: string, startAfter?: string): AsyncIterable<StoredObject> {
    let token: string | undefined;
    do {
      const from = token === undefined ? { StartAfter: startAfter } : { ContinuationToken: token };
      const command = new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ...from });
      const page = await translated(`Listing ${this.locate(prefix)}`, () => this.#client.send(command));
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        yield { key: Key!, size: Size!, lastModified: LastModified!.getTime() };
      }
      token = page.NextContinuationToken;
    } while (token !== undefined);
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const part of inParts(keys, KEYS_A_DELETE)) {
      const Delete = { Quiet: true, Objects: part.map((Key) => ({ Key })) };
      const command = new DeleteObjectsCommand({ Bucket: this.#bucket, Delete });
      const { Errors = [] } = await translated(`Deleting from ${this.#bucket}`, () => this.#client.send(command));
      if (Errors.length === 0) continue;
      const { Key, Code, Message } = Errors[0]!;
      throw new TransientError(
        `Deleting ${Errors.length} of ${part.length} objects of ${this.#bucket} failed, first ${Key}: ${Code}: ${Message}`,
      );
    }
  }

  locate(key: string): string {
    return `s3://${this.#bucket}/${key}`;
  }

  /** After a retry inside the SDK, what exists may be what the first attempt wrote: whoever asked must look. */
  #exists(key: string, error: unknown): 'exists' {
    if (!wasRetried(error)) return 'exists';
    throw new TransientError(`Whether this call or another created ${this.locate(key)} is unknown: a response was lost.`, {
      cause: error,
    });
  }
}
