/** A text is taken down while its copy is about to be announced: who announces first and asks second can't be missed. */
import { equal } from 'node:assert/strict';
import { idOf, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  await work('original.txt');
  put('copy.txt', TEXT);
  const slow = pausedBefore(memory, 'catalog', 'announce');
  const writing = work('copy.txt', slow.ports);
  await slow.reached;
  await pipeline.forget.forget(memory, idOf('original.txt'));
  await drain();
  slow.resume();
  await writing;
  await drain();
  equal((await record('copy.txt'))!.rejection?.reason, 'blocked');
};

export default schedule;
