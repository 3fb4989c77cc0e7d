/** The answers to an exporter's commits are lost, and asked again it finds the numbers taken, by itself: it reports what it wrote. */
import { equal } from 'node:assert/strict';
import { intercepted, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, memory, newId } = openStage(pipeline);
  put('article.txt', TEXT);
  await work('article.txt');
  await drain();
  const lossy = intercepted(memory, 'lake', 'putIfAbsent', async (key, entry) => {
    await memory.lake.putIfAbsent(key as string, entry as Uint8Array);
  });
  const { filesWritten } = await pipeline.exportChanges.exportAll(lossy, { newId });
  // They hold the text, the decision and the row.
  equal(filesWritten, 3);
};

export default schedule;
