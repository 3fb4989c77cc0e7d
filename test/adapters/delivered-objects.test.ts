import { expect, test } from 'vitest';
import { deliveredObjects } from '../../lib/adapters/local/delivered-objects.ts';
import { TransientError } from '../../lib/core/errors.ts';

test('what can not be listed is a problem of its own, and what is known from there is looked at', async () => {
  const version = { bucket: 'b', key: 'open/a.txt', size: 3 };
  const landing = {
    async *files(_path: string, onUnlistable: (name: { bucket: string; key: string }, error: Error) => void) {
      onUnlistable({ bucket: 'b', key: 'locked/' }, new TransientError('Listing locked failed.'));
      yield version;
    },
    locate: async () => ({ bucket: 'b', prefix: '', isFile: false }),
    bucketsUnder: async () => ['b'],
  };
  const catalog = {
    async *heads() {
      yield { key: 'locked/c.txt', status: 'live' };
      yield { key: 'open/a.txt', status: 'live' };
    },
  };
  const objects = await Array.fromAsync(deliveredObjects({ landing, catalog } as never, ['folder']));
  expect(objects).toEqual([
    version,
    { bucket: 'b', key: 'locked/', size: 0, problem: 'Listing locked failed.' },
    { bucket: 'b', key: 'locked/c.txt', size: 0 },
  ]);
});
