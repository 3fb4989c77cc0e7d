import { expect, test } from 'vitest';
import { openMemory } from '../../lib/adapters/memory/open-memory.ts';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import { TransientError } from '../../lib/core/errors.ts';
import type { ObjectName } from '../../lib/core/model.ts';
import { ingest } from '../../lib/pipeline/ingest.ts';
import { drainPossible } from '../../lib/pipeline/work.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';
import { plainParser } from '../support/plain-parser.ts';
import { textOf } from '../support/texts.ts';

function setUp() {
  const memory = openMemory();
  let ids = 0;
  const options = { parser: plainParser(), newId: () => `id${ids++}` };
  for (const key of ['a.txt', 'away.txt', 'b.txt']) {
    const bytes = new TextEncoder().encode(textOf(key.length + key.charCodeAt(0)));
    memory.landing.put({ bucket: 'in', key }, bytes, 1_000);
  }
  const there = (name: ObjectName) => {
    if (name.key === 'away.txt') throw new TransientError('The disk is not there.');
    return name;
  };
  const landing: LocalPorts['landing'] = {
    read: async (name) => memory.landing.read(there(name)),
    stat: async (name) => memory.landing.stat(there(name)),
    list: (bucket, prefix) => memory.landing.list(bucket, prefix),
  };
  const send = (...keys: string[]) =>
    memory.queue.send(keys.map((key) => ({ kind: 'object', name: { bucket: 'in', key } }) as const));
  return { memory, ports: { ...memory, landing }, options, send };
}

test('what fails stays in the queue, and holds up nothing else', async () => {
  const { memory, ports, options, send } = setUp();
  await send('a.txt', 'away.txt', 'b.txt');
  const settled: string[] = [];
  const onSettled = (records: readonly CatalogRecord[]) => void settled.push(...records.map(({ key }) => key));
  const failures = await drainPossible(ports, { ...options, onSettled });
  expect(settled.splice(0).sort()).toEqual(['a.txt', 'b.txt']);
  expect(failures.map(({ reason }) => reason)).toEqual(['The disk is not there.']);
  memory.clock.advance(3_600_000);
  expect(await drainPossible(memory, { ...options, onSettled })).toEqual([]);
  expect(settled).toEqual(['away.txt']);
});

test('work of earlier runs that fails does not keep an ingest from writing its tables', async () => {
  const { memory, ports, options, send } = setUp();
  await send('away.txt');
  async function* named() {
    yield { bucket: 'in', key: 'a.txt', size: 1 };
  }
  const report = await ingest(ports, named(), options);
  expect(report.objects).toEqual({ seen: 1, changed: 1, unchanged: 0, failed: 0 });
  expect(report.failures).toEqual([{ object: 'away.txt', reason: 'The disk is not there.' }]);
  expect(report.filesWritten).toBeGreaterThan(0);
  expect(await memory.catalog.changes(0, 10)).toEqual([]);
});

test('what can not be looked at is a failure of the run, and stops nothing else', async () => {
  const { ports, options } = setUp();
  async function* named() {
    yield { bucket: 'in', key: 'locked/', size: 0, problem: 'Listing locked/ failed.' };
    yield { bucket: 'in', key: 'a.txt', size: 1 };
  }
  const report = await ingest(ports, named(), options);
  expect(report.objects).toEqual({ seen: 2, changed: 1, unchanged: 0, failed: 1 });
  expect(report.failures).toEqual([{ object: 'locked/', reason: 'Listing locked/ failed.' }]);
  expect(report.filesWritten).toBeGreaterThan(0);
});
