/** Evaluates boosted regression trees of one depth, a node without a branch: which way one goes can't be foretold. */

const PAGE: usize = 0x10000;

/** Where a row of at most 512 features goes, in 64-bit floats. */
export const row: usize = 0;
/** For each inner node its threshold, tree by tree. */
export const thresholds: usize = 4096;
/** For each leaf its value. */
export let leaves: usize = 0;
/** For each inner node its feature, in a byte. */
export let features: usize = 0;
let end: usize = 0;
let inner: usize = 0;
let levels: u32 = 0;

/** Makes room for so many trees of a depth. */
export function prepare(trees: u32, depth: u32): void {
  levels = depth;
  inner = (1 << depth) - 1;
  leaves = thresholds + trees * inner * 8;
  features = leaves + trees * (inner + 1) * 8;
  end = features + trees * inner;
  const pages = (end + PAGE - 1) / PAGE;
  if (memory.grow(<i32>pages - memory.size()) < 0) unreachable();
}

/** The sum of the leaves that the row comes to, in the order of the trees. */
export function odds(): f64 {
  let sum: f64 = 0;
  let leaf = leaves - inner * 8;
  for (let first: usize = 0, last = end - features; first < last; first += inner) {
    let node: usize = 0;
    for (let level: u32 = 0; level < levels; level++) {
      const at = first + node;
      const value = load<f64>(row + (<usize>load<u8>(features + at) << 3));
      node = 2 * node + 2 - <usize>(value <= load<f64>(thresholds + (at << 3)));
    }
    sum += load<f64>(leaf + (node << 3));
    leaf += (inner + 1) * 8;
  }
  return sum;
}
