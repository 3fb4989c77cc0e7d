/** An exporter sleeps so long that the number of its commit is used, superseded and freed: it has committed nothing. */
import { ok } from 'node:assert/strict';
import type { Hint } from '../../../lib/pipeline/export-records.ts';
import type { LocalPorts } from '../../../lib/ports/ports.ts';
import { idOf, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const HOUR = 3_600_000;

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, rows, memory, newId } = openStage(pipeline);
  const arrive = async (key: string): Promise<Hint> => {
    put(key, TEXT);
    await work(key);
    await drain();
    return { record: (await record(key))!, writtenAt: memory.clock.now() };
  };
  const exported = (hint: Hint, ports: LocalPorts) => pipeline.exportRecords.exportRecords(ports, [hint], { newId });
  const slow = pausedBefore(memory, 'lake', 'putIfAbsent');
  const exporting = exported(await arrive('slow.txt'), slow.ports);
  await slow.reached;
  for (const key of ['a.txt', 'b.txt', 'c.txt']) await exported(await arrive(key), memory);
  memory.clock.advance(2 * HOUR);
  // Written anew after the pause, so that the slow exporter's files are still there.
  await pipeline.vacuum.vacuum(memory, { retentionMs: HOUR });
  slow.resume();
  await exporting;
  for (const table of ['documents', 'document_texts']) {
    const isShown = (await rows(table)).some((row) => row.document_id === idOf('slow.txt'));
    ok(isShown, `slow.txt is missing in ${table}`);
  }
};

export default schedule;
