/** One of very many copies goes. Those behind it rest on the original alone, so nobody looks again, but for when that one goes. */
import { equal } from 'node:assert/strict';
import { idOf, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, record, memory } = openStage(pipeline);
  const names = Array.from({ length: pipeline.judging.LOOK_LIMIT + 4 }, (_, i) => `${i}.txt`);
  for (const key of names) {
    put(key, TEXT);
    await work(key);
  }
  await drain();
  remove('1.txt');
  await work('1.txt');
  equal((await memory.queue.receive(100)).length, 0);
  remove('0.txt');
  await work('0.txt');
  await drain();
  equal((await record(names.at(-1)!))!.content!.verdict!.duplicateOf, idOf('2.txt'));
};

export default schedule;
