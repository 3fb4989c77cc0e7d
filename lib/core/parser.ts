import { decodeObject } from './decode/decode.ts';
import type { DecodedRecord, ParsedRecord, Rejection } from './model.ts';
import { withModels } from './models.ts';
import { parseRecord, RULES_VERSION } from './parse.ts';

/** From the bytes of an object to its records, and from each record to an article or a rejection. Pure; it may have to load a model. */
export interface Parser {
  /** Results of different versions may differ; a newer one is never overwritten by an older. */
  readonly rulesVersion: number;
  decode(key: string, bytes: Uint8Array): Promise<readonly (DecodedRecord | Rejection)[]>;
  parse(decoded: DecodedRecord | Rejection, key: string): Promise<ParsedRecord>;
}

export const parser: Parser = {
  rulesVersion: RULES_VERSION,
  decode: (key, bytes) => withModels(() => decodeObject(key, bytes)),
  parse: (decoded, key) => withModels(() => parseRecord(decoded, key)),
};
