import { expect, test } from 'vitest';
import { openCold } from '../../bench/log-growth.ts';
import { applyChanges } from '../../lib/pipeline/export-changes.ts';
import { LakeWorld } from './lake-world.ts';

test('a table opens with as few reads after many commits as after some', async () => {
  const world = new LakeWorld();
  const objects: number[] = [];
  for (let i = 0; i < 130; i++) {
    await applyChanges(world.ports, [await world.live(`k${i}`, 'text')], { newId: world.newId });
    const opening = await openCold(world.ports.lake);
    expect(opening.files).toBe(i + 1);
    objects.push(opening.objects);
  }
  // The hint, a checkpoint and the commits since.
  expect(Math.max(...objects.slice(-40))).toBe(Math.max(...objects.slice(20, 60)));
  expect(Math.max(...objects)).toBeLessThanOrEqual(22);
});
