/** Clusters. A batch step, because one new edge can join two large groups, and one new article part a round-up from another one. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { withDecision } from '../core/decision.ts';
import { clusterIds, clusterNodeOf, undecided } from '../core/dedupe/clusters.ts';
import { inParts } from '../core/in-parts.ts';
import { bumped, settled } from '../core/transitions.ts';
import type { ClusterNode } from '../ports/catalog.ts';
import type { Ports } from '../ports/ports.ts';

const BATCH = 500;

export interface ClusterOptions {
  /** The catalog's `clusterNodes`, for who knows them. */
  readonly grouped?: readonly ClusterNode[];
  readonly onAssigned?: (records: readonly CatalogRecord[]) => void;
}

/**
 * Gives every live document the id of its cluster; answers how many changed. Where that parts it from a text that it repeated, or brings
 * it back, it is a decision. A lost race is left for the next run, as is a tie to a document that is gone: whoever has it will be
 * judged again.
 */
export async function assignClusters(
  { catalog, clock }: Pick<Ports, 'catalog' | 'clock'>,
  { grouped, onAssigned }: ClusterOptions = {},
): Promise<number> {
  const { nodes: open, targets } = undecided(grouped ?? (await Array.fromAsync(catalog.clusterNodes())));
  const nodes = [...open, ...(await nodesOf(catalog, targets))];
  const clusters = clusterIds(nodes);
  const stale = nodes.filter((node) => clusters.get(node.documentId) !== node.clusterId).map(({ documentId }) => documentId);
  let changed = 0;
  for (const part of inParts(stale, BATCH)) {
    const records = await catalog.read(part);
    const now = clock.now();
    const writes = [...records.values()].flatMap((record) => {
      const next = reassigned(record, clusters.get(record.documentId)!);
      return next ? [{ record: withDecision(record, next, now, 'clustered'), expected: record.revision }] : [];
    });
    const answers = await catalog.write(writes);
    const written = writes.filter((_, at) => answers[at] === 'written').map(({ record }) => record);
    onAssigned?.(written);
    changed += written.length;
  }
  return changed;
}

async function nodesOf(catalog: Ports['catalog'], documentIds: readonly string[]): Promise<ClusterNode[]> {
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
