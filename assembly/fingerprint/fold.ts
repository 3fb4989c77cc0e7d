import { COMPLEX, entryOfUnit, flagsOf, INVISIBLE, isKnown, kindOf, learn, MARK, SINGLE, SPACED, UNSPACED } from './characters';
import { append, appendSpace, Folded, isInWord, NEVER, SPACE, takeFolded } from './folded';
import { folded, units } from './memory';
import { Tokens } from './state';
import { foldAscii, foldSpaced, foldUnspaced } from './stretches';

/**
 * Folds the text to UTF-8 with spaces between its tokens, and takes these. Answers whether it could: a text with characters that don't fold
 * alone must be composed already.
 */
export function fold(length: u32, composed: bool): bool {
  // A vector reaches over the text's end; there it finds separators.
  const beyond = units + 2 * <usize>length;
  v128.store(beyond, i8x16.splat(0));
  v128.store(beyond, i8x16.splat(0), 16);
  Tokens.reset();
  Folded.out = folded;
  Folded.singleEnd = NEVER;
  store<u8>(folded - 1, SPACE);
  let i: u32 = 0;
  while (i < length) {
    const point = pointAt(i, length);
    if (point < 0x80) {
      const from = i;
      i = foldAscii(i, length);
      if (i > from) continue;
    }
    const entry = entryOf(point);
    const flags = flagsOf(entry);
    const isPair = point > 0xffff;
    if ((flags & SPACED) != 0 && !isPair) i = foldSpaced(i, length);
    else if ((flags & UNSPACED) != 0 && !isPair) i = foldUnspaced(i, length);
    else {
      if ((flags & COMPLEX) != 0 && !composed) return false;
      const from = i;
      i += isPair ? 2 : 1;
      take(entry, from, i);
    }
  }
  takeFolded();
  return true;
}

function pointAt(i: u32, length: u32): u32 {
  const unit: u32 = load<u16>(units + 2 * <usize>i);
  if ((unit & 0xfc00) != 0xd800 || i + 1 >= length) return unit;
  const next: u32 = load<u16>(units + 2 * <usize>i, 2);
  return (next & 0xfc00) == 0xdc00 ? 0x10000 + (((unit & 0x3ff) << 10) | (next & 0x3ff)) : unit;
}

function entryOf(point: u32): u64 {
  if (point > 0xffff) return learn(point);
  const entry = entryOfUnit(point);
  return isKnown(entry) ? entry : learn(point);
}

/** Any character, which stands `from` here `to` there. */
function take(entry: u64, from: u32, to: u32): void {
  const kind = kindOf(flagsOf(entry));
  const followsSingle = Folded.singleEnd == from;
  if (kind == INVISIBLE) {
    if (followsSingle) Folded.singleEnd = to;
    return;
  }
  if (kind == MARK && !isInWord()) {
    if (!followsSingle) return;
    // Joins the token before.
    Folded.out--;
    append(entry);
    appendSpace();
    Folded.singleEnd = to;
    return;
  }
  if (kind == SINGLE && isInWord()) appendSpace();
  append(entry);
  if (kind != SINGLE) return;
  appendSpace();
  Folded.singleEnd = to;
  Tokens.hasSingles = true;
}
