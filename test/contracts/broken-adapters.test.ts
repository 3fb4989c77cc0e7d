/** The contracts are tested, too: each defect of an adapter must break a promise. */
import { describe, expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import type { Landing } from '../../lib/ports/landing.ts';
import type { WorkQueue } from '../../lib/ports/work-queue.ts';
import { feedingCatalogContract } from './catalog-contract.ts';
import { brokenPromises, type Contract } from './contract.ts';
import { catalogDefects } from './defects/catalog-defects.ts';
import { type Defect, overlay, pause } from './defects/defect.ts';
import { landingDefects } from './defects/landing-defects.ts';
import { objectStoreDefects } from './defects/object-store-defects.ts';
import { workQueueDefects } from './defects/work-queue-defects.ts';
import { type LandingSubject, landingContract } from './landing-contract.ts';
import { objectStoreContract } from './object-store-contract.ts';
import { type QueueSubject, workQueueContract } from './work-queue-contract.ts';

type Breaks<Port> = (intact: Port) => Partial<Port>;

function describeDefects<Port, Subject>(
  name: string,
  contract: Contract<Subject>,
  defects: readonly Defect<Port>[],
  open: (breaks: Breaks<Port>) => Subject,
): void {
  const findBroken = (breaks: Breaks<Port>) =>
    brokenPromises(contract, async () => ({ subject: open(breaks), close: () => undefined }));

  describe(name, () => {
    test('intact, breaks no promise', async () => {
      expect(await findBroken(() => ({}))).toEqual([]);
    });

    test.each(defects)('$defect', async ({ breaks, caughtBy }) => {
      expect(await findBroken(breaks)).toContainEqual(expect.stringContaining(caughtBy));
    });
  });
}

describeDefects('an object store', objectStoreContract, objectStoreDefects, (breaks) => {
  const { lake } = openMemory();
  return overlay(lake, breaks(lake));
});

describeDefects('a catalog', feedingCatalogContract, catalogDefects, (breaks) => {
  const { catalog } = openMemory();
  return overlay(catalog, breaks(catalog));
});

describeDefects<WorkQueue, QueueSubject>('a queue', workQueueContract, workQueueDefects, (breaks) => {
  const { queue, clock } = openMemory();
  return { queue: overlay<WorkQueue>(queue, breaks(queue)), outlastVisibility: async () => clock.advance(30_000) };
});

describeDefects<Landing, LandingSubject>('a landing', landingContract, landingDefects, (breaks) => {
  const { landing, clock } = openMemory();
  const bucket = 'landing';
  return {
    landing: overlay<Landing>(landing, breaks(landing)),
    bucket,
    async put(key, text) {
      await pause();
      landing.put({ bucket, key }, Buffer.from(text), clock.now());
    },
    remove: async (key) => landing.delete({ bucket, key }),
  };
});
