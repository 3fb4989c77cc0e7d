/**
 * A worker announces a text and is overtaken: the object is delivered once more, a little later, and another worker writes the same
 * version with the order that follows from it. What the first one announced is found under nobody's order.
 */
import { deepEqual } from 'node:assert/strict';
import { BUCKET } from '../world.ts';
import { openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('a.txt', TEXT);
  const slow = pausedBefore(memory, 'catalog', 'write');
  const working = work('a.txt', slow.ports);
  await slow.reached;
  put('a.txt', TEXT);
  await work('a.txt');
  slow.resume();
  await working;
  await pipeline.sweep.sweep(memory, [BUCKET], 1);
  await drain();
  const { exposures, content } = (await record('a.txt'))!;
  const [key] = exposures[0]!.keys;
  const orders = [...(await memory.catalog.postings([key!], 10)).values()].flat().map(({ order }) => order);
  deepEqual(orders, [content!.order]);
};

export default schedule;
