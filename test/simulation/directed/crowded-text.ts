/** The first of very many equal texts arrives last: it sees few of the copies, and all must point to it. */
import { equal } from 'node:assert/strict';
import { idOf, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  const names = Array.from({ length: pipeline.judging.LOOK_LIMIT + 9 }, (_, i) => `${i}.txt`);
  for (const key of names) put(key, TEXT);
  for (const key of names.slice(1)) await work(key);
  await drain();
  await work('0.txt');
  const asked = await memory.queue.receive(100);
  // And one to the original before, which is a near relative too.
  equal(asked.length, 2);
  await pipeline.work.work(
    memory,
    asked.map(({ message }) => message),
    { parser: null, newId: () => '' } as never,
  );
  await drain();
  for (const key of names.slice(1)) equal((await record(key))!.content!.verdict!.duplicateOf, idOf('0.txt'));
};

export default schedule;
