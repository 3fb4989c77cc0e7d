import type { RowFormat } from '../core/lake/row-format.ts';
import type { Catalog, ChangeFeed } from './catalog.ts';
import type { Clock } from './clock.ts';
import type { FileMerger } from './file-merger.ts';
import type { Landing } from './landing.ts';
import type { ObjectStore } from './object-store.ts';
import type { Telemetry } from './telemetry.ts';
import type { WorkQueue } from './work-queue.ts';

/** All that the pipeline needs from the world. */
export interface Ports {
  readonly landing: Landing;
  readonly catalog: Catalog;
  readonly queue: WorkQueue;
  /** The lake bucket: tables, logs and segments. */
  readonly lake: ObjectStore;
  readonly tableFormat: RowFormat;
  readonly segmentFormat: RowFormat;
  /** Absent: files are merged by their rows, in memory. */
  readonly merger?: FileMerger;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** A world in which one process does everything, the export included. */
export interface LocalPorts extends Ports {
  readonly catalog: Catalog & ChangeFeed;
}

/** What the way from the catalog to the lake needs. */
export type ExportPorts = Pick<Ports, 'lake' | 'tableFormat' | 'segmentFormat' | 'clock' | 'telemetry'>;
