/** A slow exporter has read an arrival that another one exports together with its end: no older row tells it that it is late. */
import { equal } from 'node:assert/strict';
import { openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, rows, memory, newId } = openStage(pipeline);
  put('article.txt', TEXT);
  await work('article.txt');
  await drain();
  // The first commit adds the text, the second one the row that points to it.
  const slow = pausedBefore(memory, 'lake', 'putIfAbsent', 2);
  const exporting = pipeline.exportChanges.exportAll(slow.ports, { newId });
  await slow.reached;
  remove('article.txt');
  await work('article.txt');
  await drain();
  await pipeline.exportChanges.exportAll(memory, { newId });
  slow.resume();
  await exporting;
  equal((await rows('documents')).length, 0);
};

export default schedule;
