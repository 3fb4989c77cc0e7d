/** An export is so late that the texts' segment is old: vacuum must leave what is still to be exported. */
import { equal } from 'node:assert/strict';
import { openStage, type Schedule, TEXT } from './stage.ts';

const HOUR = 3_600_000;

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, rows, memory, newId } = openStage(pipeline);
  put('article.txt', TEXT);
  await work('article.txt');
  await drain();
  memory.clock.advance(2 * HOUR);
  await pipeline.vacuum.vacuum(memory, { retentionMs: HOUR });
  await pipeline.exportChanges.exportAll(memory, { newId });
  equal((await rows('documents')).length, 1);
};

export default schedule;
