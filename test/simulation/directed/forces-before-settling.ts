/** A worker dies when it tells the relatives of a new article: its event comes again, and must still find something to do. */
import { equal, rejects } from 'node:assert/strict';
import { idOf, intercepted, NEAR_COPY, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  put('copy.txt', NEAR_COPY);
  await work('copy.txt');
  const dying = intercepted(memory, 'queue', 'send', async () => {
    throw new Error('The process dies.');
  });
  await rejects(work('original.txt', dying));
  await work('original.txt');
  await drain();
  equal((await record('copy.txt'))!.content!.verdict!.duplicateOf, idOf('original.txt'));
};

export default schedule;
