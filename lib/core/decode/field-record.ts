import type { DecodedRecord } from '../model.ts';
import type { JsonObject } from './json-object.ts';
import { fieldsOf } from './record-fields.ts';
import { type Decoded, type RecordSource, reject, sha256 } from './rejection.ts';

/** The fields with their address made whole, where the container says what it is relative to. */
export function withWholeUrl(fields: JsonObject, base: unknown): JsonObject {
  const { url } = fields;
  if (typeof url !== 'string' || typeof base !== 'string' || URL.canParse(url) || !/^https?:/i.test(base)) return fields;
  return { ...fields, url: URL.parse(url, base)?.href ?? url };
}

/** Makes a record of an object's named fields, or says what is wrong with them. */
export function recordOfFields(
  object: JsonObject,
  source: RecordSource,
  charset: string,
  container?: DecodedRecord['container'],
): Decoded {
  const fields = fieldsOf(object);
  if ('problem' in fields) return reject(source, fields.problem, fields.detail, fields.id);
  return {
    index: source.index,
    sourceRecordId: fields.sourceRecordId,
    rawSha256: sha256(source.bytes),
    format: 'plain_text',
    content: fields.content,
    charset,
    stated: fields.stated,
    fromFields: true,
    ...(container && { container }),
  };
}
