/** A pack shrinks while a worker is about to write all of it: a record that never was there must be buried all the same. */
import { equal } from 'node:assert/strict';
import { NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('pack.jsonl', TEXT, NEAR_COPY);
  // The first write claims the pack, the second one holds its records.
  const slow = pausedBefore(memory, 'catalog', 'write', 2);
  const writing = work('pack.jsonl', slow.ports);
  await slow.reached;
  put('pack.jsonl', TEXT);
  await work('pack.jsonl');
  slow.resume();
  await writing;
  await drain();
  equal((await record('pack.jsonl', 0))!.status, 'live');
  equal((await record('pack.jsonl', 1))!.status, 'deleted');
};

export default schedule;
