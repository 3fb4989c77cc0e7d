import type { ObjectName, ObjectVersion } from '../../core/model.ts';
import { compareUtf8 } from '../../core/utf8-order.ts';
import type { LandedObject, Landing } from '../../ports/landing.ts';

/** S3 states times in whole seconds. */
const SECOND_MS = 1000;

interface Versions {
  count: number;
  latest: LandedObject | null;
}

/** A versioned landing bucket in memory, with the deliverer's side for tests. Versions are v1, v2, … of each object. */
export class MemoryLanding implements Landing {
  readonly #buckets = new Map<string, Map<string, Versions>>();

  put({ bucket, key }: ObjectName, bytes: Uint8Array, lastModified: number): ObjectVersion {
    const versions = this.#versions(bucket, key);
    const version = `v${++versions.count}`;
    const firstSeen = Math.floor(lastModified / SECOND_MS) * SECOND_MS;
    const stated = { bucket, key, version, lastModified, firstSeen, size: bytes.length };
    versions.latest = { ...stated, bytes: Uint8Array.from(bytes) };
    return stated;
  }

  delete({ bucket, key }: ObjectName): void {
    this.#versions(bucket, key).latest = null;
  }

  async read({ bucket, key }: ObjectName): Promise<LandedObject | null> {
    const latest = this.#buckets.get(bucket)?.get(key)?.latest;
    return latest ? { ...latest, bytes: latest.bytes.slice() } : null;
  }

  async stat({ bucket, key }: ObjectName): Promise<ObjectVersion | null> {
    const latest = this.#buckets.get(bucket)?.get(key)?.latest;
    return latest ? withoutBytes(latest) : null;
  }

  async *list(bucket: string, prefix = ''): AsyncIterable<ObjectVersion> {
    const objects = this.#buckets.get(bucket) ?? new Map<string, Versions>();
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareUtf8);
    for (const key of keys) {
      const latest = objects.get(key)?.latest;
      if (latest) yield withoutBytes(latest);
    }
  }

  #versions(bucket: string, key: string): Versions {
    let objects = this.#buckets.get(bucket);
    if (!objects) {
      objects = new Map();
      this.#buckets.set(bucket, objects);
    }
    let versions = objects.get(key);
    if (!versions) {
      versions = { count: 0, latest: null };
      objects.set(key, versions);
    }
    return versions;
  }
}

function withoutBytes({ bytes: _, ...stated }: LandedObject): ObjectVersion {
  return stated;
}
