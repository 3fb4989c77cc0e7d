import { isRejection } from './decode/rejection.ts';
import { articleOf } from './extract/article.ts';
import { fingerprintOf } from './fingerprint/fingerprint.ts';
import type { DecodedRecord, ParsedRecord, Rejection } from './model.ts';

/** Grows whenever the same bytes would give another row; then the sweeper parses them again. */
export const RULES_VERSION = 6;

/** What parsing makes of a decoded record: an article with its fingerprint, or the reason why there is none. */
export function parseRecord(decoded: DecodedRecord | Rejection, key: string): ParsedRecord {
  if (isRejection(decoded)) return { kind: 'rejection', rejection: decoded };
  const article = articleOf(decoded, key);
  if (isRejection(article)) return { kind: 'rejection', rejection: article };
  return { kind: 'article', record: decoded, article, fingerprint: fingerprintOf(article.body) };
}
