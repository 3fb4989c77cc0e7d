/**
 * The original of many near copies arrives last. It sees only as many as anybody looks at; those behind them must be told all
 * the same.
 */
import { equal } from 'node:assert/strict';
import type { PoolText } from '../texts.ts';
import { idOf, openStage, type Schedule } from './stage.ts';

/** Repeated often enough, the same words have the same shingles: different texts under the very same keys. */
const WORDS = Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ');

const schedule: Schedule = async (pipeline) => {
  const copies = pipeline.judging.LOOK_LIMIT + 1;
  const pool = Array.from({ length: copies + 1 }, (_, i): PoolText => {
    const body = Array(i + 2)
      .fill(WORDS)
      .join(' ');
    return { body, newBody: body, publishedDate: null };
  });
  const { put, work, drain, record } = openStage(pipeline, pool);
  for (const i of pool.keys()) put(`${i}.txt`, i);
  for (let i = 1; i <= copies; i++) await work(`${i}.txt`);
  await drain();
  equal((await record(`${copies}.txt`))!.content!.verdict!.duplicateOf, idOf('1.txt'));
  await work('0.txt');
  await drain();
  equal((await record(`${copies}.txt`))!.content!.verdict!.duplicateOf, idOf('0.txt'));
};

export default schedule;
