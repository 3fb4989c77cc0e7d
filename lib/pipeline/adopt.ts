import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS } from '../core/lake/columns.ts';
import { entriesOf } from '../core/takedown.ts';
import { fence } from '../core/transitions.ts';
import type { LocalPorts } from '../ports/ports.ts';
import { greatestWatermark } from './export-changes.ts';
import { takedowns } from './forget.ts';
import { latestOf, revisionsIn } from './shown-revisions.ts';

/**
 * Lets an empty catalog take the place of one that was lost; answers how many documents the tables show. Its revisions and
 * sequences must go on from theirs, or the export would take what comes for old; and what was taken down must stay down.
 */
export async function adopt(ports: LocalPorts): Promise<number> {
  for await (const _ of ports.catalog.scan()) return 0;
  for await (const takedown of takedowns(ports)) await ports.catalog.block(entriesOf(takedown));
  await ports.catalog.trimChanges(await greatestWatermark(ports.lake));
  // The ledger knows also what is gone: a document that comes back must not use a revision again.
  const tables = [DOCUMENTS, DOCUMENT_TEXTS, REJECTIONS, DEDUPE_LEDGER];
  const latest = latestOf(await Promise.all(tables.map((table) => revisionsIn(ports, table))));
  // Last and at once: whoever finds a record here finds all of the above.
  await ports.catalog.write(
    [...latest].map(([documentId, shown]) => ({
      record: { ...fence(documentId), revision: shown + 1, visibleRevision: shown },
      expected: 0,
    })),
  );
  return latest.size;
}
