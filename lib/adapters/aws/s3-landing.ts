import { GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectName, ObjectVersion } from '../../core/model.ts';
import type { LandedObject, Landing } from '../../ports/landing.ts';
import { awsError, nameOf, statusOf, translated } from './errors.ts';

/** What S3 says of a version, in answers to GET, HEAD and listings alike. */
interface Stated {
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModified?: Date | undefined;
}

/**
 * Buckets that articles are delivered in. Only S3's own "no such key" counts as absence; a refusal (403), which S3 also gives
 * for absent keys to those who must not list, is an error that comes back.
 */
export class S3Landing implements Landing {
  readonly #client: S3Client;

  constructor(client: S3Client) {
    this.#client = client;
  }

  async read(name: ObjectName): Promise<LandedObject | null> {
    return this.#unlessAbsent('Reading', name, async (key) => {
      const found = await this.#client.send(new GetObjectCommand(key));
      const bytes = await found.Body!.transformToByteArray();
      return { ...versionOf(name, bytes.length, found), bytes };
    });
  }

  /** HEAD can't tell an absent bucket from an absent object; `list`, which a sweep begins with, can. */
  async stat(name: ObjectName): Promise<ObjectVersion | null> {
    return this.#unlessAbsent('Looking at', name, async (key) => {
      const found = await this.#client.send(new HeadObjectCommand(key));
      return versionOf(name, found.ContentLength ?? 0, found);
    });
  }

  /** By versions: a plain listing doesn't name them. */
  async *list(bucket: string, prefix = ''): AsyncIterable<ObjectVersion> {
    let markers: { KeyMarker?: string; VersionIdMarker?: string | undefined } | null = {};
    while (markers) {
      // Keys may hold characters that XML can't.
      const command: ListObjectVersionsCommand = new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...markers,
      });
      const page = await translated(`Listing s3://${bucket}/${prefix}`, () => this.#client.send(command));
      const decode = page.EncodingType === 'url' ? decoded : (key: string) => key;
      for (const found of page.Versions ?? []) {
        if (found.IsLatest) yield versionOf({ bucket, key: decode(found.Key!) }, found.Size ?? 0, found);
      }
      const { NextKeyMarker, NextVersionIdMarker } = page;
      markers = page.IsTruncated ? { KeyMarker: decode(NextKeyMarker!), VersionIdMarker: NextVersionIdMarker } : null;
    }
  }

  async #unlessAbsent<T>(
    action: string,
    { bucket, key }: ObjectName,
    request: (name: { Bucket: string; Key: string }) => Promise<T>,
  ): Promise<T | null> {
    // S3 has no object without a name, and the SDK would refuse to ask.
    if (key === '') return null;
    try {
      return await request({ Bucket: bucket, Key: key });
    } catch (error) {
      if (nameOf(error) === 'NoSuchKey' || (nameOf(error) === 'NotFound' && statusOf(error) === 404)) return null;
      throw awsError(`${action} s3://${bucket}/${key}`, error);
    }
  }
}

/** Headers state whole seconds and listings more: both are cut to what they share. */
function versionOf({ bucket, key }: ObjectName, size: number, stated: Stated): ObjectVersion {
  const landed = Math.floor(stated.LastModified!.getTime() / 1000) * 1000;
  return { bucket, key, version: versionName(stated), lastModified: landed, firstSeen: landed, size };
}

/** Objects of a bucket without versioning all have the version `null`: their content must name them. */
function versionName({ VersionId, ETag }: Stated): string {
  if (VersionId !== undefined && VersionId !== 'null') return VersionId;
  return (ETag ?? '').replaceAll('"', '');
}

function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}
