import { TerminalError } from '../errors.ts';
import type { ObjectName } from '../model.ts';

/** How much of a message an error shows. */
export const SHOWN_OF_BODY = 80;

interface S3Notification {
  readonly Event?: unknown;
  readonly Records?: readonly {
    readonly s3?: { readonly bucket?: { readonly name?: unknown }; readonly object?: { readonly key?: unknown } };
  }[];
  readonly source?: unknown;
  readonly detail?: { readonly bucket?: { readonly name?: unknown }; readonly object?: { readonly key?: unknown } };
}

/**
 * The objects that a bucket's message hints at: an S3 notification or an EventBridge event, as JSON. What happened to them
 * doesn't matter, since ingest looks for itself; a test event names none.
 * Throws `TerminalError` for anything else: such a message is no delete and no success.
 */
export function objectNamesOf(body: string): ObjectName[] {
  const message = parse(body);
  if (message.Event === 's3:TestEvent') return [];
  if (message.source === 'aws.s3') return [nameFrom(message.detail?.bucket?.name, message.detail?.object?.key)];
  if (!Array.isArray(message.Records))
    throw new TerminalError(
      `Not a bucket's message: expected Records or an EventBridge event, got ${body.slice(0, SHOWN_OF_BODY)}`,
    );
  return message.Records.map(({ s3 }) => nameFrom(s3?.bucket?.name, decodeKey(s3?.object?.key)));
}

function parse(body: string): S3Notification {
  try {
    const message: unknown = JSON.parse(body);
    if (typeof message === 'object' && message !== null) return message;
  } catch (error) {
    throw new TerminalError(`A bucket's message is not JSON: ${body.slice(0, SHOWN_OF_BODY)}`, { cause: error });
  }
  throw new TerminalError(`A bucket's message is not a JSON object: ${body.slice(0, SHOWN_OF_BODY)}`);
}

/** S3 notifications carry keys form-encoded (`red+flower.jpg`); EventBridge carries them as they are. */
function decodeKey(key: unknown): unknown {
  return typeof key === 'string' ? decodeURIComponent(key.replaceAll('+', ' ')) : key;
}

function nameFrom(bucket: unknown, key: unknown): ObjectName {
  if (typeof bucket === 'string' && bucket !== '' && typeof key === 'string' && key !== '') return { bucket, key };
  throw new TerminalError('A bucket’s message names no bucket or no key.');
}
