import { isRejection } from '../core/decode/rejection.ts';
import { explainRecord } from '../core/extract/explain.ts';
import type { ParsedRecord } from '../core/model.ts';
import { withModels } from '../core/models.ts';
import { parser } from '../core/parser.ts';
import { type InputFile, inputFiles } from './input-files.ts';
import { outputWidth } from './output.ts';
import { articleCard, rejectionLine } from './render-article.ts';
import { renderExplanation } from './render-explanation.ts';
import { jsonLine } from './render-json-lines.ts';

export interface NormalizeOptions {
  readonly jsonl?: true;
  readonly explain?: true;
  readonly rejections?: true;
}

/** What becomes of each document, as text; rejections that are not asked for go to stderr. */
export async function* normalizeAll(paths: readonly string[], options: NormalizeOptions): AsyncGenerator<string> {
  for await (const file of inputFiles(paths)) {
    for (const decoded of await parser.decode(file.key, file.bytes)) {
      if (options.explain && !isRejection(decoded)) {
        yield renderExplanation(file.key, await withModels(() => explainRecord(decoded, file.key)), outputWidth());
        continue;
      }
      const parsed = await parser.parse(decoded, file.key);
      if (parsed.kind === 'article')
        yield options.jsonl ? jsonLine(articleRow(file, parsed)) : articleCard(file.key, parsed.article);
      else if (options.jsonl && options.rejections) yield jsonLine(rejectionRow(file, parsed.rejection));
      else process.stderr.write(rejectionLine(file.key, parsed.rejection));
    }
  }
}

type Parsed<K extends ParsedRecord['kind']> = Extract<ParsedRecord, { kind: K }>;

function articleRow({ key }: InputFile, { record, article, fingerprint }: Parsed<'article'>): object {
  return {
    source_key: key,
    record_index: record.index,
    source_record_id: record.sourceRecordId,
    ...article.metadata,
    body: article.body,
    captions: article.captions,
    removed: article.removed,
    content_sha256: fingerprint.contentSha256,
    raw_sha256: record.rawSha256,
  };
}

function rejectionRow(
  { key }: InputFile,
  { index, sourceRecordId, rawSha256, ...why }: Parsed<'rejection'>['rejection'],
): object {
  const { stage, reason, detail } = why;
  return {
    source_key: key,
    record_index: index,
    source_record_id: sourceRecordId,
    raw_sha256: rawSha256,
    rejected: { stage, reason, detail },
  };
}
