/** A worker has read an object that is gone before it writes; who finds it absent, as before, must make that write fail. */
import { equal } from 'node:assert/strict';
import { openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, record, memory } = openStage(pipeline);
  put('article.txt', TEXT);
  await work('article.txt');
  remove('article.txt');
  await work('article.txt');
  put('article.txt', TEXT);
  const slow = pausedBefore(memory, 'catalog', 'write');
  const writing = work('article.txt', slow.ports);
  await slow.reached;
  remove('article.txt');
  await work('article.txt');
  slow.resume();
  await writing;
  await drain();
  equal((await record('article.txt'))!.status, 'deleted');
};

export default schedule;
