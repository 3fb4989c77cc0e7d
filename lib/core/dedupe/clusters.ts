export interface ClusterEdges {
  readonly documentId: string;
  readonly order: string;
  readonly edges: readonly string[];
}

/**
 * The connected components over the edges of exact and near duplicates; each is named by its document of least order.
 * Edges to documents that are not among the nodes are ignored. Union-find with union by size and path halving: near linear.
 */
export function clusterIds(nodes: readonly ClusterEdges[]): Map<string, string> {
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

  const first = new Map<number, ClusterEdges>();
  nodes.forEach((node, index) => {
    const root = rootOf(index);
    const best = first.get(root);
    if (best === undefined || node.order < best.order) first.set(root, node);
  });
  return new Map(nodes.map(({ documentId }, index) => [documentId, first.get(rootOf(index))!.documentId]));
}
