/** How many of the smallest shingle hashes are kept: a standard error of 0.03 at J = 0.5. */
export const SAMPLE_LIMIT = 256;
/** Places are told apart to a 256th of the text. */
export const PLACES = 256;
/** Figures kept of a text. */
export const FIGURE_LIMIT = 32;

/** A sample of the text's shingles that is the same for every text that has them: those of the smallest hashes, ascending. */
export interface Samples {
  readonly hashes: Uint32Array;
  /** Where in the text each first stands, 0 to 255. */
  readonly places: Uint8Array;
}
