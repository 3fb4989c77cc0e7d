/**
 * The first of two equal texts arrives last, and a near copy looks again while the second one still counts as an original: it
 * must be told when that one is found no more.
 */
import { deepEqual } from 'node:assert/strict';
import { idOf, NEAR_COPY, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record } = openStage(pipeline);
  for (const key of ['first.txt', 'second.txt']) put(key, TEXT);
  put('copy.txt', NEAR_COPY);
  for (const key of ['second.txt', 'copy.txt', 'first.txt']) await work(key);
  await drain();
  deepEqual((await record('copy.txt'))!.content!.verdict!.edges, [idOf('first.txt')]);
};

export default schedule;
