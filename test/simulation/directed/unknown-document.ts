/** A copy is announced but not yet written when its original goes: a fence makes its writer look again. */
import { equal } from 'node:assert/strict';
import { openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  await work('original.txt');
  put('copy.txt', TEXT);
  const slow = pausedBefore(memory, 'catalog', 'write');
  const writing = work('copy.txt', slow.ports);
  await slow.reached;
  remove('original.txt');
  await work('original.txt');
  await drain();
  slow.resume();
  await writing;
  await drain();
  equal((await record('copy.txt'))!.content!.verdict!.duplicateOf, null);
};

export default schedule;
