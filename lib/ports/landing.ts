import type { ObjectName, ObjectVersion } from '../core/model.ts';

/** What a run is told to look at. */
export interface NamedObject extends ObjectName {
  /** Bytes; 0 when it is gone. */
  readonly size: number;
  /** Why nothing can be known of it, such as a folder that may not be listed; there is nothing to look at then. */
  readonly problem?: string;
}

export interface LandedObject extends ObjectVersion {
  readonly bytes: Uint8Array;
}

/** Where articles are delivered. Read only. Throws `TransientError` when it can't tell; an absent object is an answer. */
export interface Landing {
  /** The latest version with its bytes, all of one version; null when the object is absent or deleted. */
  read(name: ObjectName): Promise<LandedObject | null>;
  /** The latest version without its bytes; null as above. */
  stat(name: ObjectName): Promise<ObjectVersion | null>;
  /** The latest versions under `prefix`, by key. */
  list(bucket: string, prefix?: string): AsyncIterable<ObjectVersion>;
}
