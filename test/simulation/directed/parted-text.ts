/** A round-up goes with another article than the one that passed for its copy: that is news of this one, which no look has made. */
import { equal } from 'node:assert/strict';
import type { PoolText } from '../texts.ts';
import { openStage, type Schedule } from './stage.ts';

const words = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`).join(' ');
const [FIRST, SECOND] = [words('first', 240), words('second', 240)];
const TEXTS = [`${FIRST} ${SECOND}`, FIRST, SECOND, `${SECOND} ${words('more', 8)}`];

const schedule: Schedule = async (pipeline) => {
  const pool = TEXTS.map((body): PoolText => ({ body, newBody: body, publishedDate: null }));
  const { put, work, drain, record, memory } = openStage(pipeline, pool);
  for (const text of TEXTS.keys()) {
    put(`${text}.txt`, text);
    await work(`${text}.txt`);
  }
  await drain();
  equal((await record('1.txt'))!.decision!.verdict, 'near');
  await pipeline.cluster.assignClusters(memory);
  const { decision } = (await record('1.txt'))!;
  equal(`${decision!.cause} ${decision!.verdict}`, 'clustered contained');
};

export default schedule;
