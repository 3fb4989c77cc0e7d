/** The first of several equal texts arrives last: also the copies that are found under no near key must point to it. */
import { equal } from 'node:assert/strict';
import { idOf, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record } = openStage(pipeline);
  for (const key of ['first.txt', 'second.txt', 'copy.txt']) put(key, TEXT);
  for (const key of ['second.txt', 'copy.txt', 'first.txt']) {
    await work(key);
    await drain();
  }
  equal((await record('copy.txt'))!.content!.verdict!.duplicateOf, idOf('first.txt'));
};

export default schedule;
