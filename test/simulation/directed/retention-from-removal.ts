/** An old file is replaced just now: who began to read before still needs it. */
import { ok } from 'node:assert/strict';
import { openStage, type Schedule, TEXT } from './stage.ts';

const HOUR = 3_600_000;

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, memory, newId } = openStage(pipeline);
  const exportAll = async () => {
    await drain();
    await pipeline.exportChanges.exportAll(memory, { newId });
  };
  put('article.txt', TEXT);
  await work('article.txt');
  await exportAll();
  const tables = await pipeline.snapshot.snapshotTables(memory.lake);
  memory.clock.advance(2 * HOUR);
  remove('article.txt');
  await work('article.txt');
  await exportAll();
  await pipeline.vacuum.vacuum(memory, { retentionMs: HOUR });
  for (const { files } of tables) {
    for (const file of files) ok(await memory.lake.get(file.slice('memory://'.length)), `${file} is gone`);
  }
};

export default schedule;
