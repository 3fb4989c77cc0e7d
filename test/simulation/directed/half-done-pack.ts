/** A worker dies before it closes a pack, and the event is lost: the sweeper sends the object again. */
import { equal, rejects } from 'node:assert/strict';
import { BUCKET } from '../world.ts';
import { intercepted, NEAR_COPY, openStage, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('pack.jsonl', TEXT, NEAR_COPY);
  let writes = 0;
  // The first write claims the pack, the second one holds its records.
  const dying = intercepted(memory, 'catalog', 'write', async () => {
    if (++writes > 2) throw new Error('The process dies.');
  });
  await rejects(work('pack.jsonl', dying));
  await pipeline.sweep.sweep(memory, [BUCKET], 1);
  await drain();
  equal((await record('pack.jsonl'))!.object!.complete, true);
};

export default schedule;
