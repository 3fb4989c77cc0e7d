import { COMPLEX, foldedAs, foldOf, folds, isPlain, kindOfFold, pointOf } from './character-folds.ts';
import { INVISIBLE, kindOf, MARK, SEPARATOR, SINGLE, WORD } from './character-kinds.ts';
import { absorb, finish, HIGH_LANE, LOW_LANE } from './hash.ts';
import { writeUtf8 } from './utf8.ts';

const SPACE = 0x20;
const NEVER = -1;

/** Finds, writes and hashes the tokens of one text after the other, in buffers for texts of so many code units. */
export class TokenScan {
  readonly highHashes: Int32Array;
  readonly lowHashes: Int32Array;
  readonly tokenKinds: Uint8Array;
  tokenCount = 0;

  /** The text in UTF-16: reading characters from a string takes three times as long. */
  private readonly units: Uint16Array;
  private readonly unitBytes: Buffer;
  private readonly bytes: Uint8Array;
  private length = 0;
  private size = 0;
  /** 1 within a word, of which the lanes so far are `high` and `low`. Else the bytes end with the space after the last token. */
  private inWord = 0;
  private high = 0;
  private low = 0;
  /** Where a token of one character ended, which a mark may still join. */
  private singleEnd = NEVER;

  constructor(codeUnits: number) {
    this.units = new Uint16Array(codeUnits);
    this.unitBytes = Buffer.from(this.units.buffer);
    // At worst every code unit is a token of three bytes and a space.
    this.bytes = new Uint8Array(codeUnits * 4 + 1);
    this.highHashes = new Int32Array(codeUnits + 1);
    this.lowHashes = new Int32Array(codeUnits + 1);
    this.tokenKinds = new Uint8Array(codeUnits);
  }

  /** Whether it could: a text with characters that don't fold alone must be `folded` already. */
  scan(text: string, folded: boolean): boolean {
    this.begin(text);
    let i = 0;
    while (i < this.length) {
      const fold = folds[this.units[i]!]!;
      if (isPlain(fold)) {
        i = this.takePlain(i);
      } else if (fold > COMPLEX) {
        this.take(fold, i, ++i);
      } else {
        const point = text.codePointAt(i)!;
        const known = foldOf(point);
        if (known === COMPLEX && !folded) return false;
        const from = i;
        i += point > 0xffff ? 2 : 1;
        this.take(known === COMPLEX ? foldedAs(point, kindOf(point)) : known, from, i);
      }
    }
    this.end();
    return true;
  }

  /** The tokens joined by a space. */
  canonicalBytes(): Uint8Array {
    return this.bytes.subarray(0, this.size);
  }

  private begin(text: string): void {
    this.length = text.length;
    this.unitBytes.write(text, 'utf16le');
    this.tokenKinds.fill(WORD, 0, this.length);
    this.size = 0;
    this.tokenCount = 0;
    this.inWord = 0;
    this.high = 0;
    this.low = 0;
    this.singleEnd = NEVER;
  }

  private end(): void {
    if (this.inWord === 1) this.closeToken();
    if (this.size > 0) this.size--;
    const { highHashes, lowHashes, tokenCount } = this;
    for (let i = 0; i < tokenCount; i++) {
      highHashes[i] = finish(highHashes[i]!);
      lowHashes[i] = finish(lowHashes[i]!);
    }
  }

  /**
   * Takes ASCII letters and separators as long as they last; answers where they end. Where words end can't be foreseen, and a branch
   * that is guessed wrong costs as much as four characters. So both take the same steps: whichever it is gets written, and counts
   * move on by 0 or 1.
   */
  private takePlain(from: number): number {
    const { units, bytes, highHashes, lowHashes, length } = this;
    let { size, tokenCount, inWord, high, low } = this;
    let i = from;
    for (; i < length; i++) {
      const fold = folds[units[i]!]!;
      if (!isPlain(fold)) break;
      const isWord = kindOfFold(fold) - SEPARATOR;
      const symbol = pointOf(fold);
      tokenCount += inWord & ~isWord;
      high = absorb(high, symbol, HIGH_LANE) & -isWord;
      low = absorb(low, symbol, LOW_LANE) & -isWord;
      highHashes[tokenCount] = high;
      lowHashes[tokenCount] = low;
      bytes[size] = symbol;
      size += isWord | inWord;
      inWord = isWord;
    }
    this.size = size;
    this.tokenCount = tokenCount;
    this.inWord = inWord;
    this.high = high;
    this.low = low;
    return i;
  }

  /** Takes any character, which stands `from` here `to` there. */
  private take(fold: number, from: number, to: number): void {
    const kind = kindOfFold(fold);
    const followsSingle = this.singleEnd === from;
    if (kind === INVISIBLE) {
      if (followsSingle) this.singleEnd = to;
      return;
    }
    if (this.inWord === 1 && (kind === SEPARATOR || kind === SINGLE)) this.closeToken();
    if (kind === SEPARATOR) return;
    if (kind === MARK && this.inWord === 0) {
      if (!followsSingle) return;
      this.reopenToken();
      this.absorb(pointOf(fold));
      this.closeToken();
      this.singleEnd = to;
      return;
    }
    if (this.inWord === 0) this.tokenKinds[this.tokenCount] = kind;
    this.absorb(pointOf(fold));
    this.inWord = 1;
    if (kind === SINGLE) {
      this.closeToken();
      this.singleEnd = to;
    }
  }

  private absorb(point: number): void {
    this.size = writeUtf8(this.bytes, this.size, point);
    this.high = absorb(this.high, point, HIGH_LANE);
    this.low = absorb(this.low, point, LOW_LANE);
    this.highHashes[this.tokenCount] = this.high;
    this.lowHashes[this.tokenCount] = this.low;
  }

  private closeToken(): void {
    this.tokenCount++;
    this.bytes[this.size++] = SPACE;
    this.inWord = 0;
    this.high = 0;
    this.low = 0;
  }

  private reopenToken(): void {
    this.tokenCount--;
    this.size--;
    this.high = this.highHashes[this.tokenCount]!;
    this.low = this.lowHashes[this.tokenCount]!;
  }
}
