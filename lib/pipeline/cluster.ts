/** Clusters: the connected components over all edges. A batch step, because one new edge can join two large groups. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { clusterIds, clusterNodeOf, undecided } from '../core/dedupe/clusters.ts';
import { inParts } from '../core/in-parts.ts';
import { bumped, settled } from '../core/transitions.ts';
import type { ClusterNode } from '../ports/catalog.ts';
import type { Ports } from '../ports/ports.ts';

const BATCH = 500;

/**
 * Gives every live document the id of its component; answers how many changed. A lost race is left for the next run, as is an edge to
 * a document that is gone: whoever has it will be judged again. `grouped` are the catalog's `clusterNodes`, for who knows them.
 */
export async function assignClusters(ports: Pick<Ports, 'catalog'>, grouped?: readonly ClusterNode[]): Promise<number> {
  const { nodes: open, targets } = undecided(grouped ?? (await Array.fromAsync(ports.catalog.clusterNodes())));
  const nodes = [...open, ...(await nodesOf(ports, targets))];
  const clusters = clusterIds(nodes);
  const stale = nodes.filter((node) => clusters.get(node.documentId) !== node.clusterId).map(({ documentId }) => documentId);
  let changed = 0;
  for (const part of inParts(stale, BATCH)) {
    const records = await ports.catalog.read(part);
    const writes = [...records.values()].flatMap((record) => {
      const next = reassigned(record, clusters.get(record.documentId)!);
      return next ? [{ record: next, expected: record.revision }] : [];
    });
    const answers = await ports.catalog.write(writes);
    changed += answers.filter((answer) => answer === 'written').length;
  }
  return changed;
}

async function nodesOf({ catalog }: Pick<Ports, 'catalog'>, documentIds: readonly string[]): Promise<ClusterNode[]> {
  const nodes: ClusterNode[] = [];
  for (const part of inParts(documentIds, BATCH)) {
    const records = await catalog.read(part);
    nodes.push(...[...records.values()].flatMap((record) => clusterNodeOf(record) ?? []));
  }
  return nodes;
}

function reassigned(record: CatalogRecord, clusterId: string): CatalogRecord | null {
  if (record.status !== 'live' || !record.settled || record.content!.clusterId === clusterId) return null;
  return settled({ ...bumped(record), content: { ...record.content!, clusterId } }, true);
}
