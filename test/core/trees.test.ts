import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boost } from '../../bench/boosting.ts';
import { Forest, forestOf, nodesOf, type Tree } from '../../lib/core/trees.ts';

/** What a tree gives a row, walked as its definition says. */
function walk({ features, thresholds, leaves }: Tree, row: readonly number[], node = 0): number {
  if (node >= features.length) return leaves[node - features.length]!;
  return walk({ features, thresholds, leaves }, row, 2 * node + (row[features[node]!]! <= thresholds[node]! ? 1 : 2));
}

describe('a forest', () => {
  const thousandths = fc.integer({ min: -2000, max: 2000 }).map((leaf) => leaf / 1000);
  const list = <T>(one: fc.Arbitrary<T>, length: number) => fc.array(one, { minLength: length, maxLength: length });
  const tree = fc.record({
    features: list(fc.nat(2), 7),
    thresholds: list(fc.double({ noNaN: true, min: -9, max: 9 }), 7),
    leaves: list(thousandths, 8),
  });

  it('gives the sum of what its trees give, also on a threshold', () => {
    fc.assert(
      fc.property(
        fc.array(tree, { minLength: 1, maxLength: 4 }),
        list(fc.double({ noNaN: true, min: -9, max: 9 }), 3),
        (trees, row) => {
          const sum = (values: readonly number[]) => trees.reduce((all, one) => all + walk(one, values), 0);
          const forest = forestOf(trees);
          expect(forest.oddsOf(row)).toBeCloseTo(sum(row), 9);
          const onThreshold = row.map((_, i) => trees[0]!.thresholds[i]!);
          expect(forest.oddsOf(Float64Array.from(onThreshold))).toBeCloseTo(sum(onThreshold), 9);
        },
      ),
    );
  });

  it('is the same written and read, node by node, however its cuts repeat', () => {
    const cut = fc.constantFrom(-1.5e-7, 0, 0.1, 1 / 3, 12, 1e9, 1e21);
    const trees = fc.array(
      fc.record({ features: list(fc.nat(255), 7), thresholds: list(cut, 7), leaves: list(thousandths, 8) }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(trees, (all) => {
        const { depth, cuts, splits, least, leaves } = forestOf(all);
        expect(nodesOf(new Forest(depth, cuts, splits, least, leaves))).toEqual({
          features: all.flatMap((one) => one.features),
          thresholds: all.flatMap((one) => one.thresholds),
          leaves: all.flatMap((one) => one.leaves),
        });
      }),
    );
  });

  it('refuses what its digits cannot tell', () => {
    const stump = (threshold: number, leaf: number): Tree => ({ features: [0], thresholds: [threshold], leaves: [0, leaf] });
    const stumps = (number: number) => Array.from({ length: number }, (_, i) => stump(i, 0.5));
    expect(nodesOf(forestOf(stumps(4096))).thresholds.at(-1)).toBe(4095);
    expect(() => forestOf(stumps(4097))).toThrow(RangeError);
    expect(nodesOf(forestOf([stump(0, 4.095)])).leaves).toEqual([0, 4.095]);
    expect(() => forestOf([stump(0, 4.096)])).toThrow(RangeError);
  });
});

describe('boosting', () => {
  const options = { trees: 30, depth: 2, rate: 0.3, l2: 1, leastWeight: 1 };
  // The label needs both features; the third is noise.
  const examples = Array.from({ length: 400 }, (_, i) => {
    const features = [(i % 20) / 20, Math.floor(i / 20) / 20, (i * 7919) % 13];
    return { features, label: Number(features[0]! > 0.5 && features[1]! <= 0.3), weight: 1 };
  });

  it('learns what takes two features', () => {
    const forest = forestOf(boost(examples, options));
    for (const { features, label } of examples) expect(forest.oddsOf(features) > 0).toBe(label === 1);
  });

  it('never asks a feature that is the same everywhere, and draws the same columns each time', () => {
    const constant = examples.map((example) => ({ ...example, features: [...example.features, 5] }));
    const trees = boost(constant, { ...options, columnShare: 0.5 });
    expect(trees.some(({ features, thresholds }) => features.some((f, i) => f === 3 && thresholds[i] !== 1e9))).toBe(false);
    expect(boost(constant, { ...options, columnShare: 0.5 })).toEqual(trees);
    expect(boost(constant, options)).not.toEqual(trees);
  });

  it('follows the weight where labels contradict', () => {
    const at = (label: number, weight: number) => ({ features: [0, 1], label, weight });
    const other = (label: number, weight: number) => ({ features: [1, 1], label, weight });
    const forest = forestOf(boost([at(0, 30), at(1, 10), other(1, 30), other(0, 10)], options));
    expect([forest.oddsOf([0, 1]) < 0, forest.oddsOf([1, 1]) > 0]).toEqual([true, true]);
  });

  it('lets the examples of a list compete: the right one is the likeliest of its own, and none where none is right', () => {
    // In each list the right one is the largest, whatever its size; lists whose second feature is 0 have none.
    const rows = Array.from({ length: 120 }, (_, list) => {
      const has = list % 3 === 0 ? 0 : 1;
      const sizes = [1, 2, 3].map((k) => (list % 5) + k);
      return sizes.map((size, k) => ({
        features: [size - sizes[2]!, has, size],
        label: Number(has === 1 && k === 2),
        weight: 1,
        list,
      }));
    });
    const forest = forestOf(boost(rows.flat(), { ...options, leastWeight: 0.2 }));
    for (const row of rows) {
      const odds = row.map(({ features }) => forest.oddsOf(features));
      const right = row.findIndex(({ label }) => label === 1);
      if (right < 0) expect(Math.max(...odds)).toBeLessThan(0);
      else expect(odds.indexOf(Math.max(...odds, 0))).toBe(right);
    }
  });

  it('shares what is wanted among several right ones of a list', () => {
    const rows = Array.from({ length: 60 }, (_, list) =>
      [0, 1, 1].map((size) => ({ features: [size], label: size, weight: 1, list })),
    ).flat();
    const forest = forestOf(boost(rows, { ...options, depth: 1, leastWeight: 0.2 }));
    const [wrong, right] = [forest.oddsOf([0]), forest.oddsOf([1])];
    // Two that are right together come near to certain; neither has to alone.
    const chance = (2 * Math.exp(right)) / (1 + Math.exp(wrong) + 2 * Math.exp(right));
    expect(chance).toBeGreaterThan(0.95);
    expect(wrong).toBeLessThan(0);
  });
});
