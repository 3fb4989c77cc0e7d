import { expect, it, vi } from 'vitest';
import { model, withModels } from '../../lib/core/models.ts';

it('runs again with the model that was missing, once', async () => {
  const run = vi.fn(() => model('language').guess('Le chat dort sur la chaise dans la cuisine.')?.code);
  expect(() => model('language')).toThrow(/withModels/);
  expect(await withModels(run)).toBe('fr');
  expect(await withModels(run)).toBe('fr');
  expect(run).toHaveBeenCalledTimes(3);
});

it('leaves other errors alone', async () => {
  const error = new Error('other');
  await expect(
    withModels(() => {
      throw error;
    }),
  ).rejects.toBe(error);
});
