import { isDeepStrictEqual } from 'node:util';
import type { CatalogRecord } from '../../core/catalog-record.ts';
import { TransientError } from '../../core/errors.ts';
import { type AttributeValues, plainItem } from './attribute-values.ts';
import type { Item } from './catalog-items.ts';
import { recordOf } from './catalog-items.ts';

/**
 * What became of a conditional write that was refused after the SDK had sent it more than once: an attempt whose answer was
 * lost may have been applied, and then the refusal is our own doing. The refusal shows the item that is there.
 */
export function outcomeOfRefusal(record: CatalogRecord, refusal: unknown): 'written' | 'conflict' {
  const there = itemOf(refusal);
  if (!there) return 'conflict';
  const current = recordOf(there);
  if (isDeepStrictEqual(current, record)) return 'written';
  // Every revision is written once, so ours is not below another's of the same or a smaller number.
  if (current.revision <= record.revision) return 'conflict';
  throw new TransientError(
    `Whether revision ${record.revision} of ${record.documentId} was written is unknown: a response was lost, and revision ${current.revision} is there now.`,
    { cause: refusal },
  );
}

function itemOf(refusal: unknown): Item | null {
  const { Item } = refusal as { Item?: AttributeValues };
  return Item ? plainItem(Item) : null;
}
