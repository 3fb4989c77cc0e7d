import { type ClusterNode, groupedNodeOf } from '../../lib/core/dedupe/clusters.ts';
import { parser } from '../../lib/core/parser.ts';
import { assignClusters } from '../../lib/pipeline/cluster.ts';
import { type SweepReport, sweep } from '../../lib/pipeline/sweep.ts';
import type { Ports } from '../../lib/ports/ports.ts';
import { bind } from '../edge/bind.ts';

export interface Swept extends SweepReport {
  /** Documents that moved to another cluster. */
  readonly clustered: number;
}

/**
 * Compares source, catalog, lake and index; what differs is sent to the queue or the stream. Then assigns clusters, of what that
 * scan of the catalog saw: scans are what a sweep costs. Not before, or the lake would lack the changes while it is compared.
 */
export function createHandler(
  ports: Ports,
  { buckets, rulesVersion }: { readonly buckets: readonly string[]; readonly rulesVersion: number },
): () => Promise<Swept> {
  return async () => {
    const grouped: ClusterNode[] = [];
    const report = await sweep(ports, buckets, rulesVersion, (record) => {
      const node = groupedNodeOf(record);
      if (node) grouped.push(node);
    });
    const clustered = await assignClusters(ports, { grouped });
    ports.telemetry.count('clustered', clustered);
    ports.telemetry.count('sweep_missed', report.missed);
    ports.telemetry.count('sweep_stale', report.stale);
    ports.telemetry.count('sweep_postings', report.postingsRemoved + report.postingsAdded);
    return { ...report, clustered };
  };
}

export const handler = bind<unknown, Swept>((lake, { landingBucket, sourceBuckets }) =>
  createHandler(lake, { buckets: [landingBucket, ...sourceBuckets], rulesVersion: parser.rulesVersion }),
);
