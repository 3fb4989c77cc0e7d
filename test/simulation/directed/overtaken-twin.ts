/**
 * A worker has an original and a late copy in one batch. Before it announces them another one writes the original and looks who
 * comes after it: it can't see the copy, and the first worker's own write of the original fails and forces nobody.
 */
import { equal } from 'node:assert/strict';
import { idOf, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, workTogether, drain, record, memory } = openStage(pipeline);
  for (const key of ['original.txt', 'middle.txt', 'late.txt']) put(key, TEXT);
  await work('middle.txt');
  const slow = pausedBefore(memory, 'catalog', 'announce');
  const working = workTogether(['original.txt', 'late.txt'], slow.ports);
  await slow.reached;
  await work('original.txt');
  slow.resume();
  await working;
  await drain();
  for (const key of ['middle.txt', 'late.txt']) {
    equal((await record(key))!.content!.verdict!.duplicateOf, idOf('original.txt'));
  }
};

export default schedule;
