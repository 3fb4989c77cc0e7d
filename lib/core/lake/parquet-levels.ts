/** Definition and repetition levels of a row group's entries (values, nulls, empty lists): see "Nested encoding" of the Parquet format. */

/** Levels that could only be 0 are not kept. */
export class Levels {
  readonly maxDefinition: number;
  readonly isRepeated: boolean;
  #count = 0;
  #definitions = new Uint8Array(64);
  #repetitions: Uint8Array;

  constructor(maxDefinition: number, isRepeated: boolean) {
    this.maxDefinition = maxDefinition;
    this.isRepeated = isRepeated;
    this.#repetitions = new Uint8Array(isRepeated ? 64 : 0);
  }

  get count(): number {
    return this.#count;
  }

  /** Entries of which nothing is kept but their number. */
  addRequired(count: number): void {
    this.#count += count;
  }

  add(definition: number, repetition: number): void {
    const at = this.#count++;
    if (at === this.#definitions.length) this.#grow();
    this.#definitions[at] = definition;
    if (this.isRepeated) this.#repetitions[at] = repetition;
  }

  definitions(from: number, to: number): Uint8Array | null {
    return this.maxDefinition > 0 ? this.#definitions.subarray(from, to) : null;
  }

  repetitions(from: number, to: number): Uint8Array | null {
    return this.isRepeated ? this.#repetitions.subarray(from, to) : null;
  }

  /** Where the entries from `from` on end that hold so many values. */
  endOf(from: number, values: number): number {
    if (this.maxDefinition === 0) return from + values;
    let at = from;
    for (let left = values; left > 0; at++) if (this.#definitions[at] === this.maxDefinition) left--;
    return at;
  }

  clear(): void {
    this.#count = 0;
  }

  #grow(): void {
    const bigger = (levels: Uint8Array) => {
      const copy = new Uint8Array(4 * levels.length);
      copy.set(levels);
      return copy;
    };
    this.#definitions = bigger(this.#definitions);
    this.#repetitions = bigger(this.#repetitions);
  }
}
