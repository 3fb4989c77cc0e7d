/**
 * A worker is about to close a pack when another one claims it for a newer version, and dies in the middle: what the dead one
 * left half done must not be declared complete.
 */
import { equal, rejects } from 'node:assert/strict';
import { intercepted, NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('pack.jsonl', TEXT, NEAR_COPY);
  // The writes claim the pack, commit the records, settle them and close the pack.
  const slow = pausedBefore(memory, 'catalog', 'write', 4);
  const closing = work('pack.jsonl', slow.ports);
  await slow.reached;
  put('pack.jsonl', NEAR_COPY, TEXT);
  let writes = 0;
  const dying = intercepted(memory, 'catalog', 'write', async () => {
    if (++writes > 2) throw new Error('The process dies.');
  });
  await rejects(work('pack.jsonl', dying));
  slow.resume();
  await closing;
  await work('pack.jsonl');
  await drain();
  for (const index of [0, 1]) equal((await record('pack.jsonl', index))!.settled, true);
};

export default schedule;
