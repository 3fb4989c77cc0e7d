/** A text is replaced while a reader goes from one table to the next: the rows that it has seen point to a text that is gone. */
import { ok } from 'node:assert/strict';
import { NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, rowsIn, memory, newId } = openStage(pipeline);
  const show = async (text: number) => {
    put('article.txt', text);
    await work('article.txt');
    await drain();
    await pipeline.exportChanges.exportAll(memory, { newId });
  };
  await show(TEXT);
  // Of each log the hint at a checkpoint is asked for first, and here one entry follows.
  const slow = pausedBefore(memory, 'lake', 'get', 3);
  const reading = pipeline.snapshot.snapshotTables(slow.ports.lake);
  await slow.reached;
  await show(NEAR_COPY);
  slow.resume();
  const snapshots = await reading;
  const texts = await rowsIn('document_texts', snapshots);
  for (const { text_revision } of await rowsIn('documents', snapshots))
    ok(
      texts.some(({ revision }) => revision === text_revision),
      'a row has no text',
    );
};

export default schedule;
