/** An export dies once the row points to the new text, before the old one goes: the next one finds its batch covered, and must remove it. */
import { deepEqual, rejects } from 'node:assert/strict';
import { intercepted, NEAR_COPY, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, rows, memory, newId } = openStage(pipeline);
  const deliver = async (text: number) => {
    put('article.txt', text);
    await work('article.txt');
    await drain();
  };
  await deliver(TEXT);
  await pipeline.exportChanges.exportAll(memory, { newId });
  await deliver(NEAR_COPY);
  let commits = 0;
  // The commits add the text, the decision and the row; the fourth one would remove the old text.
  const dying = intercepted(memory, 'lake', 'putIfAbsent', async () => {
    if (++commits > 3) throw new Error('The process dies.');
  });
  await rejects(pipeline.exportChanges.exportAll(dying, { newId }));
  await pipeline.exportChanges.exportAll(memory, { newId });
  const [shown] = await rows('documents');
  deepEqual(
    (await rows('document_texts')).map(({ revision }) => revision),
    [shown!.text_revision],
  );
};

export default schedule;
