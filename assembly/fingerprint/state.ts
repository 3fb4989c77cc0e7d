/** What the text has given so far. */
export class Tokens {
  static count: u32 = 0;
  /** Bytes of the canonical text, with the space after the last token. */
  static size: usize = 0;
  /** How many begin with a digit. */
  static figures: u32 = 0;
  /** Whether any token is of a script without spaces. */
  static hasSingles: bool = false;

  static reset(): void {
    Tokens.count = 0;
    Tokens.size = 0;
    Tokens.figures = 0;
    Tokens.hasSingles = false;
  }
}
