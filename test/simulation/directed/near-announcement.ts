/** Two articles that say nearly the same arrive at once: who looks before it is announced may see nobody, and be seen by nobody. */
import { equal } from 'node:assert/strict';
import { idOf, NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  put('copy.txt', NEAR_COPY);
  // The first announcement is of the exact key, the second one of the near keys.
  const slow = pausedBefore(memory, 'catalog', 'announce', 2);
  const writing = work('original.txt', slow.ports);
  await slow.reached;
  await work('copy.txt');
  slow.resume();
  await writing;
  await drain();
  equal((await record('copy.txt'))!.content!.verdict!.duplicateOf, idOf('original.txt'));
};

export default schedule;
