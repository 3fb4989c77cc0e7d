/** A slow exporter has read a record that goes before it commits. Who finds nothing to remove must make that commit fail. */
import { equal } from 'node:assert/strict';
import type { Hint } from '../../../lib/pipeline/export-records.ts';
import { openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, record, rows, memory, newId } = openStage(pipeline);
  const change = async (): Promise<Hint> => {
    await work('article.txt');
    await drain();
    return { record: (await record('article.txt'))!, writtenAt: memory.clock.now() };
  };
  put('article.txt', TEXT);
  const arrival = await change();
  // The commits add the text, the decision, and the row that points to the text.
  const slow = pausedBefore(memory, 'lake', 'putIfAbsent', 3);
  const exporting = pipeline.exportRecords.exportRecords(slow.ports, [arrival], { newId });
  await slow.reached;
  remove('article.txt');
  await pipeline.exportRecords.exportRecords(memory, [arrival, await change()], { newId });
  slow.resume();
  await exporting;
  equal((await rows('documents')).length, 0);
};

export default schedule;
