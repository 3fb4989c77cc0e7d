import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClusterEdges, clusterIds } from '../../../lib/core/dedupe/clusters.ts';

const node = (documentId: string, ...edges: string[]): ClusterEdges => ({ documentId, order: `o-${documentId}`, edges });

/** Up to 30 documents; each may point to any, also to absent ones and itself. */
const graph = fc
  .integer({ min: 1, max: 30 })
  .chain((count) => fc.array(fc.array(fc.integer({ min: 0, max: 35 }), { maxLength: 3 }), { minLength: count, maxLength: count }))
  .map((edges) => edges.map((to, i) => node(name(i), ...to.map(name))));
const name = (i: number) => String(i).padStart(2, '0');

/** The slow truth: spread the least id over the edges until nothing changes. */
function spread(nodes: readonly ClusterEdges[]): Map<string, string> {
  const least = new Map(nodes.map(({ documentId }) => [documentId, documentId]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { documentId, edges } of nodes) {
      for (const edge of edges.filter((id) => least.has(id))) {
        const root = [least.get(documentId)!, least.get(edge)!].sort()[0]!;
        for (const id of [documentId, edge]) {
          changed ||= least.get(id) !== root;
          least.set(id, root);
        }
      }
    }
  }
  return least;
}

describe('clusterIds', () => {
  it('names a component by its first document', () => {
    const clusters = clusterIds([node('c', 'b'), node('b', 'a'), node('a'), node('d')]);
    expect(Object.fromEntries(clusters)).toEqual({ a: 'a', b: 'a', c: 'a', d: 'd' });
  });

  it('goes by order, not by id', () => {
    const clusters = clusterIds([
      { documentId: 'a', order: '2', edges: ['b'] },
      { documentId: 'b', order: '1', edges: [] },
    ]);
    expect(Object.fromEntries(clusters)).toEqual({ a: 'b', b: 'b' });
  });

  it('ignores edges to absent documents', () => {
    expect(Object.fromEntries(clusterIds([node('a', 'gone'), node('b', 'gone')]))).toEqual({ a: 'a', b: 'b' });
  });

  it('finds the connected components', () => {
    fc.assert(
      fc.property(graph, (nodes) => {
        expect(clusterIds(nodes)).toEqual(spread(nodes));
      }),
    );
  });

  it('does not depend on the order of the nodes, nor on their being given twice', () => {
    const shuffled = graph.chain((nodes) =>
      fc.tuple(fc.constant(nodes), fc.shuffledSubarray([...nodes, ...nodes], { minLength: nodes.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([nodes, twice]) => {
        expect(Object.fromEntries(clusterIds(twice))).toEqual(Object.fromEntries(clusterIds(nodes)));
      }),
    );
  });

  it('follows a chain of any length', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) =>
      node(`n${String(i).padStart(5, '0')}`, `n${String(i - 1).padStart(5, '0')}`),
    );
    expect(new Set(clusterIds(chain.reverse()).values())).toEqual(new Set(['n00000']));
  });
});
