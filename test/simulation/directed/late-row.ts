/** A slow exporter loses the race for its commit to one that shows a newer text: it must ask the catalog again. */
import { deepEqual } from 'node:assert/strict';
import type { Hint } from '../../../lib/pipeline/export-records.ts';
import { NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, rows, memory, newId } = openStage(pipeline);
  const change = async (text: number): Promise<Hint> => {
    put('article.txt', text);
    await work('article.txt');
    await drain();
    return { record: (await record('article.txt'))!, writtenAt: memory.clock.now() };
  };
  const first = await change(TEXT);
  // The commits add the text, the decision, and the row that points to the text.
  const slow = pausedBefore(memory, 'lake', 'putIfAbsent', 3);
  const exporting = pipeline.exportRecords.exportRecords(slow.ports, [first], { newId });
  await slow.reached;
  const second = await change(NEAR_COPY);
  await pipeline.exportRecords.exportRecords(memory, [second], { newId });
  slow.resume();
  await exporting;
  const shown = (await rows('documents')).map(({ revision }) => revision);
  deepEqual(shown, [second.record.visibleRevision]);
};

export default schedule;
