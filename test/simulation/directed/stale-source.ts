/** A worker stops before it knows the record; what it knows of the source by then must not be older than that. */
import { equal } from 'node:assert/strict';
import type { PoolText } from '../texts.ts';
import { openStage, pausedBefore, type Schedule } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const pool = ['first', 'second'].map((name): PoolText => {
    const body = Array.from({ length: 40 }, (_, i) => `${name}${i}`).join(' ');
    return { body, newBody: body, publishedDate: null };
  });
  const { put, work, drain, record, memory } = openStage(pipeline, pool);
  put('article.txt', 0);
  const slow = pausedBefore(memory, 'catalog', 'read');
  const working = work('article.txt', slow.ports);
  await slow.reached;
  put('article.txt', 1);
  await work('article.txt');
  const { objectVersion } = (await record('article.txt'))!;
  slow.resume();
  await working;
  await drain();
  equal((await record('article.txt'))!.objectVersion, objectVersion);
};

export default schedule;
