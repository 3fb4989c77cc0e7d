import { systemClock } from '../adapters/local/system-clock.ts';
import { mostBytes } from '../core/decode/formats.ts';
import { type Decoded, isRejection, tooLarge } from '../core/decode/rejection.ts';
import { explainRecord } from '../core/extract/explain.ts';
import type { ParsedRecord } from '../core/model.ts';
import { withModels } from '../core/models.ts';
import { parser } from '../core/parser.ts';
import type { Clock } from '../ports/clock.ts';
import { type InputFile, inputFiles } from './input-files.ts';
import { outputWidth } from './output.ts';
import { articleCard, failureLine, rejectionLine } from './render-article.ts';
import { renderExplanation } from './render-explanation.ts';
import { jsonLine } from './render-json-lines.ts';

export interface NormalizeOptions {
  readonly jsonl?: true;
  readonly explain?: true;
  readonly rejections?: true;
}

/** What becomes of each document, as text; rejections that are not asked for go to stderr, and so does what can't be read. */
export async function* normalizeAll(
  paths: readonly string[],
  options: NormalizeOptions,
  clock: Clock = systemClock,
): AsyncGenerator<string> {
  const onProblem = (key: string, message: string) => {
    process.stderr.write(`${failureLine(key, message)}\n`);
    process.exitCode = 1;
  };
  for await (const file of inputFiles(paths, onProblem)) {
    const records = file.bytes ? await parser.decode(file.key, file.bytes) : [tooLarge(file.size, mostBytes(file.key))];
    for (const decoded of records) yield await rendered(file, decoded, options, clock.now());
  }
}

/** One record, as stdout shows it; empty for what went to stderr. */
async function rendered(file: InputFile, decoded: Decoded, options: NormalizeOptions, receivedAt: number): Promise<string> {
  const { key } = file;
  const origin = { key, receivedAt };
  if (options.explain && !isRejection(decoded))
    return renderExplanation(key, await withModels(() => explainRecord(decoded, origin)), outputWidth());
  const parsed = await parser.parse(decoded, origin);
  if (parsed.kind === 'article') return options.jsonl ? jsonLine(articleRow(file, parsed)) : articleCard(key, parsed.article);
  if (options.jsonl && options.rejections) return jsonLine(rejectionRow(file, parsed.rejection));
  process.stderr.write(rejectionLine(key, parsed.rejection));
  return '';
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
