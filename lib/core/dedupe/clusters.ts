import type { CatalogRecord } from '../catalog-record.ts';

export interface ClusterEdges {
  readonly documentId: string;
  readonly order: string;
  readonly edges: readonly string[];
}

/** What clustering needs of a live, settled document. */
export interface ClusterNode extends ClusterEdges {
  readonly clusterId: string;
}

/** A node whose place in the order nobody looked up. */
type ClusterMember = Omit<ClusterNode, 'order'>;

/** Null for a document that is not live, or not settled. */
export function clusterNodeOf({ documentId, status, settled, content }: CatalogRecord): ClusterNode | null {
  if (status !== 'live' || !settled || content === null) return null;
  return { documentId, order: content.order, clusterId: content.clusterId, edges: content.verdict?.edges ?? [] };
}

/** Whether a document points to others, or its cluster is named by another: all but few have to do with nobody. */
export function isGrouped({ documentId, clusterId, edges }: ClusterMember): boolean {
  return edges.length > 0 || clusterId !== documentId;
}

/** Null for a document that is in no cluster with others, as far as it tells itself. */
export function groupedNodeOf(record: CatalogRecord): ClusterNode | null {
  const node = clusterNodeOf(record);
  return node && isGrouped(node) ? node : null;
}

/**
 * The connected components over the edges of exact and near duplicates; each is named by its document of least order.
 * Edges to documents that are not among the nodes are ignored.
 */
export function clusterIds(nodes: readonly ClusterEdges[]): Map<string, string> {
  const roots = rootsOf(nodes);
  const first = new Map<number, ClusterEdges>();
  nodes.forEach((node, index) => {
    const best = first.get(roots[index]!);
    if (best === undefined || node.order < best.order) first.set(roots[index]!, node);
  });
  return new Map(nodes.map(({ documentId }, index) => [documentId, first.get(roots[index]!)!.documentId]));
}

/**
 * Of the grouped documents those whose component may need another name, and the documents there that are only pointed to. As edges
 * go to earlier documents, the first of a component points to nobody: if it is the only such one, and all are named by it, all is well.
 */
export function undecided<N extends ClusterMember>(grouped: readonly N[]): { nodes: N[]; targets: string[] } {
  const targets = new Set(grouped.flatMap(({ edges }) => edges));
  for (const { documentId } of grouped) targets.delete(documentId);
  const members: ClusterMember[] = [
    ...grouped,
    ...Array.from(targets, (documentId) => ({ documentId, clusterId: documentId, edges: [] })),
  ];
  const roots = rootsOf(members);
  const first = new Map<number, string>();
  members.forEach(({ documentId, edges }, index) => {
    if (edges.length === 0) first.set(roots[index]!, documentId);
  });
  const open = new Set<number>();
  members.forEach(({ documentId, clusterId, edges }, index) => {
    const name = first.get(roots[index]!);
    if (clusterId !== name || (edges.length === 0 && documentId !== name)) open.add(roots[index]!);
  });
  const isOpen = (index: number) => open.has(roots[index]!);
  return {
    nodes: grouped.filter((_, index) => isOpen(index)),
    targets: [...targets].filter((_, index) => isOpen(grouped.length + index)),
  };
}

/** For each node the index of one that stands for its component. Union-find with union by size and path halving: near linear. */
function rootsOf(nodes: readonly Omit<ClusterEdges, 'order'>[]): Int32Array {
  const indexOf = new Map(nodes.map(({ documentId }, index) => [documentId, index]));
  const parent = Int32Array.from(nodes, (_, index) => index);
  const size = new Int32Array(nodes.length).fill(1);

  const rootOf = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const unite = (a: number, b: number): void => {
    const [large, small] = size[a]! >= size[b]! ? [a, b] : [b, a];
    if (large === small) return;
    parent[small] = large;
    size[large]! += size[small]!;
  };

  nodes.forEach(({ edges }, index) => {
    for (const edge of edges) {
      const other = indexOf.get(edge);
      if (other !== undefined) unite(rootOf(index), rootOf(other));
    }
  });
  return Int32Array.from(nodes, (_, index) => rootOf(index));
}
