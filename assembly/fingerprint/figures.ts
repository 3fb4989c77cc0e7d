import { highHalfOf } from './hash';
import { figureTokens } from './memory';
import { Tokens } from './state';

/** As in `samples.ts` of the core, where they have their reasons. */
const FIGURE_LIMIT: u32 = 32;

/** Writes the distinct smallest 16-bit hashes of the words that begin with a digit, ascending; answers how many. */
export function figures(to: usize): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < Tokens.figures; i++) {
    const token = load<u32>(figureTokens + ((<usize>i) << 2));
    count = keepFigure(to, count, <u16>(highHalfOf(token) >> 16));
  }
  return count;
}

/** Answers how many there are then. */
function keepFigure(figures: usize, count: u32, figure: u16): u32 {
  let at = figures + ((<usize>count) << 1);
  while (at > figures && load<u16>(at - 2) > figure) at -= 2;
  if (at > figures && load<u16>(at - 2) == figure) return count;
  if (at == figures + 2 * FIGURE_LIMIT) return count;
  const kept = count < FIGURE_LIMIT ? count : FIGURE_LIMIT - 1;
  memory.copy(at + 2, at, figures + ((<usize>kept) << 1) - at);
  store<u16>(at, figure);
  return kept + 1;
}
