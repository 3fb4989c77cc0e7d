/** Union-find with union by size and path halving: near linear. */
export class DisjointSets {
  readonly #parent: Int32Array;
  readonly #size: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, index) => index);
    this.#size = new Int32Array(count).fill(1);
  }

  /** The index that stands for the set. */
  rootOf(index: number): number {
    const parent = this.#parent;
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** How many are in the set of this one. */
  sizeOf(index: number): number {
    return this.#size[this.rootOf(index)]!;
  }

  unite(a: number, b: number): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one === other) return;
    const [large, small] = this.#size[one]! >= this.#size[other]! ? [one, other] : [other, one];
    this.#parent[small] = large;
    this.#size[large]! += this.#size[small]!;
  }
}
