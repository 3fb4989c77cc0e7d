/** What a text was contained in goes. No edge leads there, and yet the link must go with it. */
import { equal } from 'node:assert/strict';
import type { PoolText } from '../texts.ts';
import { idOf, openStage, type Schedule } from './stage.ts';

const words = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`).join(' ');
const SHORT = words('inner', 120);
const LONG = `${words('before', 300)} ${SHORT} ${words('behind', 300)}`;

const schedule: Schedule = async (pipeline) => {
  const pool = [LONG, SHORT].map((body): PoolText => ({ body, newBody: body, publishedDate: null }));
  const { put, remove, work, drain, record } = openStage(pipeline, pool);
  const container = async () => (await record('short.txt'))!.content!.verdict!.containedIn;
  put('long.txt', 0);
  put('short.txt', 1);
  await work('long.txt');
  await work('short.txt');
  await drain();
  equal(await container(), idOf('long.txt'));
  remove('long.txt');
  await work('long.txt');
  await drain();
  equal(await container(), null);
};

export default schedule;
