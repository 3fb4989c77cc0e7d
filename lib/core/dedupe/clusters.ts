import type { CatalogRecord } from '../catalog-record.ts';
import type { Verdict } from '../model.ts';
import { DisjointSets } from './disjoint-sets.ts';

export interface ClusterEdges extends Pick<Verdict, 'edges' | 'partOf' | 'holds'> {
  readonly documentId: string;
  readonly order: string;
}

/** What clustering needs of a live, settled document. */
export interface ClusterNode extends ClusterEdges {
  readonly clusterId: string;
}

/** Null for a document that is not live, or not settled. */
export function clusterNodeOf({ documentId, status, settled, content }: CatalogRecord): ClusterNode | null {
  if (status !== 'live' || !settled || content === null) return null;
  const { edges = [], partOf, holds } = content.verdict ?? {};
  return {
    documentId,
    order: content.order,
    clusterId: content.clusterId,
    edges,
    ...(partOf && { partOf }),
    ...(holds && { holds }),
  };
}

/** Whether a document points to others, or its cluster is named by another: all but few have to do with nobody. */
export function isGrouped(node: ClusterNode): boolean {
  return targetsOf(node).length > 0 || node.clusterId !== node.documentId;
}

/** Null for a document that is in no cluster with others, as far as it tells itself. */
export function groupedNodeOf(record: CatalogRecord): ClusterNode | null {
  const node = clusterNodeOf(record);
  return node && isGrouped(node) ? node : null;
}

/**
 * Clusters by the ties between documents, each named by its document of least order: the connected components over the edges, of
 * which one that holds parts of others is then joined with one of those. Ties to documents that are not among the nodes are ignored.
 */
export function clusterIds(nodes: readonly ClusterEdges[]): Map<string, string> {
  const { roots } = rootsOf(nodes);
  const first = new Map<number, ClusterEdges>();
  nodes.forEach((node, index) => {
    const best = first.get(roots[index]!);
    if (best === undefined || node.order < best.order) first.set(roots[index]!, node);
  });
  return new Map(nodes.map(({ documentId }, index) => [documentId, first.get(roots[index]!)!.documentId]));
}

/**
 * Of the grouped documents those whose cluster may need another name, and the documents there that are only pointed to. As ties
 * go to earlier documents, the first of a cluster points to nobody in it: if it is the only such one, and all are named by it, all is well.
 */
export function undecided<N extends ClusterNode>(grouped: readonly N[]): { nodes: N[]; targets: string[] } {
  const targets = new Set(grouped.flatMap(targetsOf));
  for (const { documentId } of grouped) targets.delete(documentId);
  const members: Omit<ClusterNode, 'order'>[] = [
    ...grouped,
    ...Array.from(targets, (documentId) => ({ documentId, clusterId: documentId, edges: [] })),
  ];
  const { roots, rootOf } = rootsOf(members);
  const pointsToNobody = members.map((member, index) => {
    return isLoose(member) ? targetsOf(member).every((id) => rootOf(id) !== roots[index]) : member.edges.length === 0;
  });
  const first = new Map<number, string>();
  members.forEach(({ documentId }, index) => {
    if (pointsToNobody[index]) first.set(roots[index]!, documentId);
  });
  const open = new Set<number>();
  members.forEach(({ documentId, clusterId }, index) => {
    const name = first.get(roots[index]!);
    if (clusterId !== name || (pointsToNobody[index] && documentId !== name)) open.add(roots[index]!);
  });
  const isOpen = (index: number) => open.has(roots[index]!);
  return {
    nodes: grouped.filter((_, index) => isOpen(index)),
    targets: [...targets].filter((_, index) => isOpen(grouped.length + index)),
  };
}

/** Edges lie within a cluster, other ties need not. */
function isLoose({ partOf, holds }: Member): boolean {
  return partOf !== undefined || holds !== undefined;
}

function targetsOf(member: Member): readonly string[] {
  if (!isLoose(member)) return member.edges;
  const { edges, partOf = [], holds = [] } = member;
  return [...edges, ...partOf, ...holds.map(({ documentId }) => documentId)];
}

/** Its order may be missing where it points to nobody. */
type Member = Omit<ClusterEdges, 'order'> & { readonly order?: string };

interface Roots {
  /** For each node an index that stands for its cluster. */
  readonly roots: Int32Array;
  /** The same by id. */
  readonly rootOf: (documentId: string) => number;
}

function rootsOf(nodes: readonly Member[]): Roots {
  const indexOf = new Map<string, number>();
  const indices = nodes.map(({ documentId }) => {
    const index = indexOf.get(documentId) ?? indexOf.size;
    indexOf.set(documentId, index);
    return index;
  });
  const sets = new DisjointSets(indexOf.size);
  nodes.forEach(({ edges }, at) => {
    for (const edge of edges) {
      const other = indexOf.get(edge);
      if (other !== undefined) sets.unite(indices[at]!, other);
    }
  });
  for (const { holder, part } of chosenAmong(looseTies(nodes, indexOf), sets)) sets.unite(holder, part);
  return {
    roots: Int32Array.from(indices, (index) => sets.rootOf(index)),
    rootOf: (documentId) => sets.rootOf(indexOf.get(documentId)!),
  };
}

interface LooseTie {
  readonly holder: number;
  readonly part: number;
  /** The part's place in the order of articles. */
  readonly order: string;
}

/** Each is told by the later of the two, be it the part or the holder. */
function looseTies(nodes: readonly Member[], indexOf: ReadonlyMap<string, number>): LooseTie[] {
  const ties: LooseTie[] = [];
  const note = (holderId: string, partId: string, order: string) => {
    const [holder, part] = [indexOf.get(holderId), indexOf.get(partId)];
    if (holder !== undefined && part !== undefined) ties.push({ holder, part, order });
  };
  for (const { documentId, order = '', partOf = [], holds = [] } of nodes.filter(isLoose)) {
    for (const holderId of partOf) note(holderId, documentId, order);
    for (const held of holds) note(documentId, held.documentId, held.order);
  }
  return ties;
}

/**
 * A component that holds parts of several goes with the one that has the most documents, of equal ones with the first part that it
 * holds. That is asked of the components as they are without such ties, so no order matters.
 */
function chosenAmong(ties: readonly LooseTie[], sets: DisjointSets): Iterable<LooseTie> {
  const chosen = new Map<number, LooseTie>();
  for (const tie of ties) {
    const holder = sets.rootOf(tie.holder);
    if (holder === sets.rootOf(tie.part)) continue;
    const best = chosen.get(holder);
    const excess = best ? sets.sizeOf(tie.part) - sets.sizeOf(best.part) : 1;
    if (excess > 0 || (excess === 0 && tie.order < best!.order)) chosen.set(holder, tie);
  }
  return chosen.values();
}
