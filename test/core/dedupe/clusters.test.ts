import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClusterEdges, clusterIds, isGrouped, undecided } from '../../../lib/core/dedupe/clusters.ts';

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

describe('loose ties', () => {
  const [a, b, c] = [node('a'), node('b'), node('c')];
  const clustersOf = (...nodes: ClusterEdges[]) => Object.fromEntries(clusterIds(nodes));
  const held = ({ documentId, order }: ClusterEdges) => ({ documentId, order });

  it('join a text with the larger of those that it holds, whichever of all came first', () => {
    const roundUp = { ...node('e'), holds: [held(a), held(b)] };
    expect(clustersOf(a, b, node('d', 'b'), roundUp)).toEqual({ a: 'a', b: 'b', d: 'b', e: 'b' });
    const [one, other] = [
      { ...node('c'), partOf: ['a'] },
      { ...node('b'), partOf: ['a'] },
    ];
    expect(clustersOf(a, one, other, node('d', 'c'))).toEqual({ a: 'a', b: 'b', c: 'a', d: 'a' });
  });

  it('join it with the first of equal ones', () => {
    expect(clustersOf(a, b, { ...c, holds: [held(b), held(a)] })).toEqual({ a: 'a', b: 'b', c: 'a' });
  });

  it('part nothing that edges join', () => {
    expect(clustersOf(a, b, { ...node('c', 'a', 'b'), holds: [held(a)] })).toEqual({ a: 'a', b: 'a', c: 'a' });
  });

  it('lead from part to part', () => {
    expect(clustersOf(a, { ...b, holds: [held(a)] }, { ...c, holds: [held(b)] })).toEqual({ a: 'a', b: 'a', c: 'a' });
  });
});

describe('undecided', () => {
  const earlier = (at: number) => fc.array(fc.nat(Math.max(0, at - 1)).map(String), { maxLength: at === 0 ? 0 : 2 });
  /** Documents in order, each pointing to some before it in one of three ways, named by anybody. */
  const documents = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, at) =>
        fc.record({
          documentId: fc.constant(`${at}`),
          order: fc.constant(String(at).padStart(2, '0')),
          edges: earlier(at),
          partOf: earlier(at),
          holds: earlier(at).map((ids) => ids.map((id) => ({ documentId: id, order: id.padStart(2, '0') }))),
          clusterId: fc.oneof(fc.constant(`${at}`), fc.nat(count).map(String)),
        }),
      ),
    ),
  );

  it('leaves out only what has its name already', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const { nodes, targets } = undecided(all.filter(isGrouped));
        const looked = clusterIds([...nodes, ...all.filter(({ documentId }) => targets.includes(documentId))]);
        const named = all.map(({ documentId, clusterId }) => [documentId, looked.get(documentId) ?? clusterId]);
        expect(new Map(named as [string, string][])).toEqual(clusterIds(all));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is nothing once all have their names, and none looks at who is alone', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const ids = clusterIds(all);
        const named = all.map((document) => ({ ...document, clusterId: ids.get(document.documentId)! }));
        const isAway = (at: number) => (id: string) => ids.get(id) !== ids.get(all[at]!.documentId);
        const firsts = all
          .filter(({ edges, partOf, holds }, at) =>
            [...edges, ...partOf, ...holds.map((part) => part.documentId)].every(isAway(at)),
          )
          .map(({ documentId }) => ids.get(documentId));
        // Of two that point to nobody in one component the earlier can't be told without looking.
        fc.pre(new Set(firsts).size === firsts.length);
        expect(undecided(named.filter(isGrouped))).toEqual({ nodes: [], targets: [] });
      }),
    );
  });
});
