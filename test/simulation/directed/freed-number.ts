/** An exporter sleeps so long that the number of its commit is used, superseded and freed: it has committed nothing. */
import { ok } from 'node:assert/strict';
import type { Hint } from '../../../lib/pipeline/export-records.ts';
import type { LocalPorts } from '../../../lib/ports/ports.ts';
import { idOf, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const HOUR = 3_600_000;

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory, newId } = openStage(pipeline);
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
  const tables = await pipeline.snapshot.snapshotTables(memory.lake);
  const rows = await Promise.all(
    tables.flatMap(({ files }) => files).map((file) => memory.lake.get(file.slice('memory://'.length))),
  );
  const texts = rows.map((bytes) => new TextDecoder().decode(bytes ?? undefined));
  const shows = (column: string) => texts.some((text) => text.includes(`"${column}"`) && text.includes(idOf('slow.txt')));
  ok(shows('text_revision'), 'the row of slow.txt is missing');
  ok(shows('body'), 'the text of slow.txt is missing');
};

export default schedule;
