/** An export dies between two tables, and the catalog is lost: what a new one gives out must not look like work that is done. */
import { deepEqual, rejects } from 'node:assert/strict';
import { intercepted, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, rows, memory, newId } = openStage(pipeline);
  put('article.txt', TEXT);
  await work('article.txt');
  await drain();
  let commits = 0;
  // The commits add the text, the decision and the row.
  const dying = intercepted(memory, 'lake', 'putIfAbsent', async () => {
    if (++commits > 1) throw new Error('The process dies.');
  });
  await rejects(pipeline.exportChanges.exportAll(dying, { newId }));
  const anew = { ...memory, catalog: pipeline.memory.openMemory().catalog };
  await pipeline.adopt.adopt(anew);
  put('other.txt', TEXT);
  await work('other.txt', anew);
  await drain(anew);
  await pipeline.exportChanges.exportAll(anew, { newId });
  deepEqual([(await rows('document_texts')).length, (await rows('documents')).length], [2, 1]);
};

export default schedule;
