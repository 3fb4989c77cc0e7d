const MOST_FEATURES = 512;

/** A row of features that is filled again for each line: an array that grows anew would cost more than the features. */
export class Row {
  readonly values = new Float64Array(MOST_FEATURES);
  length = 0;

  add(value: number): void {
    this.values[this.length++] = value;
  }

  toArray(): number[] {
    return [...this.values.subarray(0, this.length)];
  }
}
