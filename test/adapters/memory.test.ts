import { expect, test } from 'vitest';
import { CountingTelemetry } from '../../lib/adapters/memory/counting-telemetry.ts';
import { jsonFormat } from '../../lib/adapters/memory/json-format.ts';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import { feedingCatalogContract } from '../contracts/catalog-contract.ts';
import { describeContract } from '../contracts/contract.ts';
import { landingContract } from '../contracts/landing-contract.ts';
import { objectStoreContract } from '../contracts/object-store-contract.ts';
import { rowFormatContract } from '../contracts/row-format-contract.ts';
import { workQueueContract } from '../contracts/work-queue-contract.ts';

const close = () => undefined;

describeContract('object store in memory', objectStoreContract, async () => ({ subject: openMemory().lake, close }));
describeContract('catalog in memory', feedingCatalogContract, async () => ({ subject: openMemory().catalog, close }));
describeContract('rows as JSON', rowFormatContract, async () => ({ subject: jsonFormat, close }));

describeContract('queue in memory', workQueueContract, async () => {
  const { queue, clock } = openMemory();
  return { subject: { queue, outlastVisibility: async () => clock.advance(30_000) }, close };
});

describeContract('landing in memory', landingContract, async () => {
  const { landing, clock } = openMemory();
  const bucket = 'landing';
  return {
    subject: {
      landing,
      bucket,
      put: async (key, text) => void landing.put({ bucket, key }, Buffer.from(text), clock.now()),
      remove: async (key) => landing.delete({ bucket, key }),
    },
    close,
  };
});

test('telemetry in memory adds up and remembers warnings, not without end', () => {
  const telemetry = new CountingTelemetry();
  telemetry.count('read');
  telemetry.count('read', 2);
  for (let warning = 0; warning < 2000; warning++) telemetry.warn('odd', { warning });
  expect(telemetry.counts).toEqual(new Map([['read', 3]]));
  expect(telemetry.warnings[0]).toEqual({ event: 'odd', detail: { warning: 0 } });
  expect(telemetry.warnings).toHaveLength(1000);
});
