import { type LocalLake, openReading } from '../adapters/local/open-local.ts';
import { UsageError } from '../core/errors.ts';
import { explainRecord } from '../core/extract/explain.ts';
import { withModels } from '../core/models.ts';
import { parser } from '../core/parser.ts';
import { type Shown, show, sourceOf } from '../pipeline/show.ts';
import { rejectionLine } from './render-article.ts';
import { renderDiff } from './render-diff.ts';
import { renderDocument } from './render-document.ts';
import { jsonLine } from './render-json-lines.ts';
import { requireLake } from './require-lake.ts';

/** A document of the lake in this folder, as text. */
export async function showIn(folder: string, name: string, as: 'json' | 'diff' | 'card', width: number): Promise<string> {
  await requireLake(folder);
  const lake = await openReading(folder);
  try {
    const shown = await show(lake, lake.landing.buckets(), name);
    if (as === 'json') return jsonLine({ ...shown.row, ...shown.text, ...(shown.row === null && withoutRow(shown)) });
    if (as === 'diff') return await diffOf(lake, shown, width);
    return renderDocument(shown, width);
  } finally {
    lake.close();
  }
}

function withoutRow({ record: { documentId, bucket, key, status, rejection } }: Shown): object {
  return { document_id: documentId, source_bucket: bucket, source_key: key, status, rejection };
}

async function diffOf(lake: LocalLake, { record }: Shown, width: number): Promise<string> {
  const { key, rejection, receivedAt } = record;
  if (rejection) return rejectionLine(key, rejection);
  const { decoded, current } = await sourceOf(lake, record, parser);
  if (!decoded) throw new UsageError(`${key} is gone, or this record of it: there is nothing to compare the text with.`);
  const notice = current ? '' : 'The object has changed since it was ingested: this is its present state. Ingest it again.\n';
  const origin = { key, receivedAt: (current ? receivedAt : null) ?? lake.clock.now() };
  return `${notice}${renderDiff(key, decoded.content, await withModels(() => explainRecord(decoded, origin)), width)}`;
}
