/** The document that a takedown names goes, and a copy of it arrives, before the list is written: the look comes after. */
import { equal } from 'node:assert/strict';
import { idOf, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  await work('original.txt');
  const slow = pausedBefore(memory, 'catalog', 'block');
  const forgetting = pipeline.forget.forget(slow.ports, idOf('original.txt'));
  await slow.reached;
  remove('original.txt');
  await work('original.txt');
  put('copy.txt', TEXT);
  await work('copy.txt');
  await drain();
  slow.resume();
  await forgetting;
  await drain();
  equal((await record('copy.txt'))!.rejection?.reason, 'blocked');
};

export default schedule;
