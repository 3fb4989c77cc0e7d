import { printable } from './display-width.ts';
import type { NamedTakedown } from './forget-in.ts';

/** What was taken down, and what is left to do until the texts are in no file. */
export function renderTakedown(done: readonly NamedTakedown[], lake: string): string {
  return `Taken down, each with every document of the same text:
${documentsOf(done)}Their rows are gone. Their texts leave the last file of the lake when no query can be reading it any more; in two hours, run
  article-lake maintain --retention 2 --lake ${lake}
The raw files were not touched: they stay where they were delivered. They are refused whenever they are read again, until
  article-lake forget --undo ${done[0]!.documentIds[0]} --lake ${lake}
`;
}

/** What came back. */
export function renderUndone(done: readonly NamedTakedown[]): string {
  return `No longer taken down; what is still in its place was read again:\n${documentsOf(done)}`;
}

/** The takedowns in force. */
export function renderTakedownList(list: readonly NamedTakedown[]): string {
  return list.length === 0 ? 'Nothing is taken down.\n' : list.map((one) => `${one.takenDownAt}\n${documentsOf([one])}`).join('');
}

function documentsOf(done: readonly NamedTakedown[]): string {
  const lines = done.flatMap(({ documentIds, sources }) => {
    const sourceOf = new Map(sources.map(({ documentId, bucket, key }) => [documentId, printable(`${bucket}/${key}`)]));
    return documentIds.map((id) => `  ${id}  ${sourceOf.get(id) ?? ''}`.trimEnd());
  });
  return `${lines.join('\n')}\n`;
}
