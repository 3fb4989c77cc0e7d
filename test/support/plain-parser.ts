import { fingerprintOf } from '../../lib/core/fingerprint/fingerprint.ts';
import { METADATA_COLUMNS } from '../../lib/core/lake/columns.ts';
import type { DecodedRecord } from '../../lib/core/model.ts';
import type { Parser } from '../../lib/core/parser.ts';
import { emptyRow } from './empty-row.ts';

const METADATA = emptyRow(METADATA_COLUMNS);

/** The least parser that the pipeline can run on: `.jsonl` holds `{"id", "text"}` lines, all else is one text; an empty text is rejected. */
export function plainParser(rulesVersion = 1): Parser {
  return {
    rulesVersion,
    async decode(key, bytes) {
      const text = new TextDecoder().decode(bytes);
      if (!key.endsWith('.jsonl')) return [recordOf(0, null, text)];
      const lines = text.split('\n').filter((line) => line !== '');
      return lines.map((line, index) => {
        const { id, text } = JSON.parse(line);
        return recordOf(index, id, text);
      });
    },
    async parse(decoded) {
      if (!('content' in decoded)) return { kind: 'rejection', rejection: decoded };
      if (decoded.content === '') {
        const { index, sourceRecordId, rawSha256 } = decoded;
        return {
          kind: 'rejection',
          rejection: { index, sourceRecordId, rawSha256, stage: 'decode', reason: 'empty', detail: 'The record is empty.' },
        };
      }
      const article = { metadata: METADATA, body: decoded.content, captions: [], removed: [] };
      return { kind: 'article', record: decoded, article, fingerprint: fingerprintOf(decoded.content) };
    },
  };
}

function recordOf(index: number, id: string | null, content: string): DecodedRecord {
  const record = {
    index,
    sourceRecordId: id,
    rawSha256: 'f'.repeat(64),
    format: 'plain_text',
    content,
    charset: 'utf-8',
  } as const;
  return { ...record, stated: {}, fromFields: id !== null };
}
