import { decodeObject } from './decode/decode.ts';
import { isRejection } from './decode/rejection.ts';
import { articleOf, type Origin } from './extract/article.ts';
import { fingerprintOf } from './fingerprint/fingerprint.ts';
import type { DecodedRecord, ParsedRecord, Rejection } from './model.ts';
import { withModels } from './models.ts';

/** Grows whenever the same bytes would give another row; then the sweeper parses them again. */
const RULES_VERSION = 11;

/** From the bytes of an object to its records, and from each record to an article or a rejection. Pure; it may have to load a model. */
export interface Parser {
  /** Results of different versions may differ; a newer one is never overwritten by an older. */
  readonly rulesVersion: number;
  decode(key: string, bytes: Uint8Array): Promise<readonly (DecodedRecord | Rejection)[]>;
  parse(decoded: DecodedRecord | Rejection, origin: Origin): Promise<ParsedRecord>;
}

export const parser: Parser = {
  rulesVersion: RULES_VERSION,
  decode: (key, bytes) => withModels(() => decodeObject(key, bytes)),
  parse: (decoded, origin) => withModels(() => parseRecord(decoded, origin)),
};

/** What parsing makes of a decoded record, where the models are loaded: an article with its fingerprint, or the reason why there is none. */
export function parseRecord(decoded: DecodedRecord | Rejection, origin: Origin): ParsedRecord {
  if (isRejection(decoded)) return { kind: 'rejection', rejection: decoded };
  const article = articleOf(decoded, origin);
  if (isRejection(article)) return { kind: 'rejection', rejection: article };
  return { kind: 'article', record: decoded, article, fingerprint: fingerprintOf(article.body) };
}
