/** Two workers claim a pack at once, and the one who read the older version loses: it must read again. */
import { equal } from 'node:assert/strict';
import { BUCKET } from '../world.ts';
import { NEAR_COPY, openStage, pausedBefore, type Schedule, TEXT } from './stage.ts';

const schedule: Schedule = async (pipeline) => {
  const { put, work, drain, record, memory } = openStage(pipeline);
  put('pack.jsonl', TEXT, NEAR_COPY);
  const slow = pausedBefore(memory, 'catalog', 'write');
  const claiming = work('pack.jsonl', slow.ports);
  await slow.reached;
  put('pack.jsonl', NEAR_COPY, TEXT);
  await work('pack.jsonl');
  slow.resume();
  await claiming;
  await drain();
  const { version } = (await memory.landing.stat({ bucket: BUCKET, key: 'pack.jsonl' }))!;
  for (const index of [0, 1]) equal((await record('pack.jsonl', index))!.objectVersion, version);
};

export default schedule;
