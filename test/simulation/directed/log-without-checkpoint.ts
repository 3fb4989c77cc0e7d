/** Old log entries go; who comes later must find the state that they added up to. */
import { doesNotReject } from 'node:assert/strict';
import { openStage, type Schedule, TEXT } from './stage.ts';

const HOUR = 3_600_000;

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, memory, newId } = openStage(pipeline);
  for (const key of ['a.txt', 'b.txt']) {
    put(key, TEXT);
    await work(key);
    await drain();
    await pipeline.exportChanges.exportAll(memory, { newId });
  }
  memory.clock.advance(2 * HOUR);
  await pipeline.vacuum.vacuum(memory, { retentionMs: HOUR });
  await doesNotReject(pipeline.snapshot.snapshotTables(memory.lake));
};

export default schedule;
