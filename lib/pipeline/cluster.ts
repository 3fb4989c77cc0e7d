/** Clusters: the connected components over all edges. A batch step, because one new edge can join two large groups. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { clusterIds } from '../core/dedupe/clusters.ts';
import { bumped, settled } from '../core/transitions.ts';
import type { ClusterNode } from '../ports/catalog.ts';
import type { Ports } from '../ports/ports.ts';

const BATCH = 500;

/** Gives every live document the id of its component; answers how many changed. A lost race is left for the next run. */
export async function assignClusters(ports: Pick<Ports, 'catalog'>): Promise<number> {
  const nodes: ClusterNode[] = [];
  for await (const node of ports.catalog.clusterNodes()) nodes.push(node);
  const clusters = clusterIds(nodes);
  const stale = nodes.filter((node) => clusters.get(node.documentId) !== node.clusterId).map(({ documentId }) => documentId);
  let changed = 0;
  for (let from = 0; from < stale.length; from += BATCH) {
    const records = await ports.catalog.read(stale.slice(from, from + BATCH));
    const writes = [...records.values()].flatMap((record) => {
      const next = reassigned(record, clusters.get(record.documentId)!);
      return next ? [{ record: next, expected: record.revision }] : [];
    });
    const answers = await ports.catalog.write(writes);
    changed += answers.filter((answer) => answer === 'written').length;
  }
  return changed;
}

function reassigned(record: CatalogRecord, clusterId: string): CatalogRecord | null {
  if (record.status !== 'live' || !record.settled || record.content!.clusterId === clusterId) return null;
  return settled({ ...bumped(record), content: { ...record.content!, clusterId } }, true);
}
