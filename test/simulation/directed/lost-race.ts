/**
 * A worker judges a copy before its original is announced, and writes that after another one was forced to look again but
 * before he writes: whoever loses such a race knows better than who won it.
 */
import { equal } from 'node:assert/strict';
import { idOf, NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  put('copy.txt', NEAR_COPY);
  // The first write commits the content, the second one holds the verdict.
  const early = pausedBefore(memory, 'catalog', 'write', 2);
  const writing = work('copy.txt', early.ports);
  await early.reached;
  await work('original.txt');
  const late = pausedBefore(memory, 'catalog', 'write');
  const looking = drain(late.ports);
  await late.reached;
  early.resume();
  await writing;
  late.resume();
  await looking;
  await drain();
  equal((await record('copy.txt'))!.content!.verdict!.duplicateOf, idOf('original.txt'));
};

export default schedule;
