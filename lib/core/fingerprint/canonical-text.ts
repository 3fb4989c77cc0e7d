import { DIGIT, INVISIBLE, kindOf, MARK, SEPARATOR, SINGLE, WORD } from './character-kinds.ts';
import { absorb, finish, HIGH_LANE, LOW_LANE } from './hash.ts';

/** What is left of a text when layout, case, punctuation and encoding variants are gone: its tokens. */
export interface CanonicalText {
  /** The tokens joined by a space, UTF-8. */
  readonly bytes: Uint8Array;
  /** For each token the high and the low lane of its hash. */
  readonly tokenHashes: Uint32Array;
  /** For each token what it begins with: `WORD`, `DIGIT` or `SINGLE`. */
  readonly tokenKinds: Uint8Array;
  readonly tokenCount: number;
}

// Most texts are far shorter: they share buffers, which takes a sixth off the time.
const POOLED_UNITS = 16_384;
const pooled = buffersFor(POOLED_UNITS);

const NOT_IN_TOKEN = 0;
const SPACE = 0x20;

/** Finds, writes and hashes the tokens in one pass. The answer holds until the next call: its buffers are used again. */
export function canonicalText(text: string): CanonicalText {
  // The space ends the last token.
  const folded = `${compose(text).toLowerCase()} `;
  const { bytes, tokenHashes, tokenKinds } = folded.length <= POOLED_UNITS ? pooled : buffersFor(folded.length);
  let size = 0;
  let tokenCount = 0;
  let open = NOT_IN_TOKEN;
  let high = 0;
  let low = 0;
  for (let i = 0; i < folded.length; i++) {
    let point = folded.charCodeAt(i);
    if (isSurrogate(point)) point = folded.codePointAt(i++)!;
    const kind = kindOf(point);
    if (kind === INVISIBLE || (kind === MARK && open === NOT_IN_TOKEN)) continue;
    const starts = startsToken(kind, open);
    if (open !== NOT_IN_TOKEN && (kind === SEPARATOR || starts)) {
      tokenHashes[2 * tokenCount] = finish(high);
      tokenHashes[2 * tokenCount + 1] = finish(low);
      tokenCount++;
      open = NOT_IN_TOKEN;
    }
    if (kind === SEPARATOR) continue;
    if (starts) {
      if (tokenCount > 0) bytes[size++] = SPACE;
      open = kind;
      tokenKinds[tokenCount] = kind;
      high = 0;
      low = 0;
    }
    size = writeUtf8(bytes, size, point);
    high = absorb(high, point, HIGH_LANE);
    low = absorb(low, point, LOW_LANE);
  }
  return { bytes: bytes.subarray(0, size), tokenHashes, tokenKinds, tokenCount };
}

/** Whether a character of this kind begins a token, after one of the kind `open`. */
export function startsToken(kind: number, open: number): boolean {
  return kind === SINGLE || (isOfWord(kind) && !isOfWord(open));
}

function isOfWord(kind: number): boolean {
  return kind === WORD || kind === DIGIT;
}

/** At worst every code unit is a token of three bytes and a space. */
function buffersFor(codeUnits: number): Pick<CanonicalText, 'bytes' | 'tokenHashes' | 'tokenKinds'> {
  return {
    bytes: new Uint8Array(codeUnits * 4),
    tokenHashes: new Uint32Array(codeUnits * 2),
    tokenKinds: new Uint8Array(codeUnits),
  };
}

/** NFKC of the well-formed text. */
export function compose(text: string): string {
  return limitMarks(text.toWellFormed()).normalize('NFKC');
}

/**
 * Sorting the marks of one letter is quadratic in ICU (80,000 of them take 1.4 s), so a letter keeps 30:
 * the limit of Unicode's Stream-Safe Text Format (UAX #15).
 */
function limitMarks(text: string): string {
  return mayHoldLongMarkRun(text) ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text;
}

/** A run of 31 covers several of these places, so nearly every text is spared the slow search. Half a character may be a mark. */
function mayHoldLongMarkRun(text: string): boolean {
  for (let i = 0; i < text.length; i += 16) {
    const unit = text.charCodeAt(i);
    if (kindOf(unit) === MARK || isSurrogate(unit)) return true;
  }
  return false;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Answers where the next byte goes. */
function writeUtf8(bytes: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    bytes[at] = point;
    return at + 1;
  }
  if (point < 0x800) {
    bytes[at] = 0xc0 | (point >> 6);
    bytes[at + 1] = continuation(point);
    return at + 2;
  }
  if (point < 0x10000) {
    bytes[at] = 0xe0 | (point >> 12);
    bytes[at + 1] = continuation(point >> 6);
    bytes[at + 2] = continuation(point);
    return at + 3;
  }
  bytes[at] = 0xf0 | (point >> 18);
  bytes[at + 1] = continuation(point >> 12);
  bytes[at + 2] = continuation(point >> 6);
  bytes[at + 3] = continuation(point);
  return at + 4;
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
