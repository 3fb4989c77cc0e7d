/**
 * A worker judges a copy by an original that is going. Who is forced by the original's end comes to the verdict that the record
 * has already; only because it is written all the same does the first worker's write fail.
 */
import { deepEqual, equal } from 'node:assert/strict';
import { idOf, NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, remove, work, drain, record, memory } = openStage(pipeline);
  put('original.txt', TEXT);
  put('copy.txt', NEAR_COPY);
  await work('copy.txt');
  const before = (await record('copy.txt'))!.content!.verdict;
  await work('original.txt');

  const slow = pausedBefore(memory, 'catalog', 'write');
  const judging = pipeline.work.work(slow.ports, [{ kind: 'document', documentId: idOf('copy.txt') }], {} as never);
  await slow.reached;
  remove('original.txt');
  await work('original.txt');
  await drain();
  slow.resume();
  await judging;
  await drain();
  const { content } = (await record('copy.txt'))!;
  equal(content!.verdict!.duplicateOf, null);
  deepEqual(content!.verdict, before);
};

export default schedule;
