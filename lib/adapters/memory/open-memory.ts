import type { LocalPorts } from '../../ports/ports.ts';
import { CountingTelemetry } from './counting-telemetry.ts';
import { jsonFormat } from './json-format.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryCatalog } from './memory-catalog.ts';
import { MemoryLanding } from './memory-landing.ts';
import { MemoryObjectStore } from './memory-object-store.ts';
import { MemoryQueue } from './memory-queue.ts';

/** `Ports` with the parts that tests steer and look at. */
export interface MemoryLake extends LocalPorts {
  readonly landing: MemoryLanding;
  readonly catalog: MemoryCatalog;
  readonly queue: MemoryQueue;
  readonly lake: MemoryObjectStore;
  readonly clock: ManualClock;
  readonly telemetry: CountingTelemetry;
}

/** An empty lake in memory. */
export function openMemory(clock = new ManualClock()): MemoryLake {
  return {
    landing: new MemoryLanding(),
    catalog: new MemoryCatalog(),
    queue: new MemoryQueue(clock),
    lake: new MemoryObjectStore(clock),
    tableFormat: jsonFormat,
    segmentFormat: jsonFormat,
    clock,
    telemetry: new CountingTelemetry(),
  };
}
