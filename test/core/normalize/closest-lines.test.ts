import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestLines } from '../../../bench/closest-lines.ts';

const HEADING = 'What the river left';
const FIRST = 'Nobody on the island had seen the water so high before.';
const SECOND = 'By noon the bakery had sold out, and the school was closed.';
const NOTICE = 'Here we ask all who read us to stay for a while and hear what else there is to tell of it.';

/** Precision plus recall of 4-grams, by their definition. */
function closeness(texts: readonly string[], body: string): number {
  const grams = (text: string) => {
    const words = text.toLowerCase().match(/\w+/g) ?? [];
    return words.slice(3).map((_, i) => words.slice(i, i + 4).join(' '));
  };
  const [wanted, got] = [grams(body), grams(texts.join(' '))];
  const left = [...wanted];
  const right = got.filter((gram) => left.includes(gram) && left.splice(left.indexOf(gram), 1)).length;
  return right / Math.max(1, got.length) + right / Math.max(1, wanted.length);
}

const taken = (texts: readonly string[], labels: readonly (boolean | null)[]) => texts.filter((_, i) => labels[i]);

describe('the lines that come closest to a body', () => {
  const body = [HEADING, FIRST, SECOND].join('\n');

  it('are those of a line that stands twice, as in a table of contents, where it stands among the text', () => {
    const texts = [HEADING, NOTICE, HEADING, FIRST, SECOND];
    expect(closestLines(texts, body)).toEqual([false, false, true, true, true]);
  });

  it('have a short line that only its neighbours show to be of the body', () => {
    expect(closestLines([FIRST, 'Bread', SECOND], `${FIRST} Bread ${SECOND}`)).toEqual([true, true, true]);
  });

  it('have no line of which the body has little', () => {
    const mixed = `${NOTICE} By noon the bakery had`;
    expect(closestLines([FIRST, SECOND, mixed], body)).toEqual([true, true, false]);
  });

  it('are not asked of lines without words', () => {
    expect(closestLines([FIRST, '* * *', SECOND], body)).toEqual([true, null, true]);
  });

  it('would not be closer by any one line more or less', () => {
    const line = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), line, (texts, wanted) => {
        const labels = closestLines(texts, wanted);
        const reached = closeness(taken(texts, labels), wanted);
        for (const i of texts.keys())
          expect(closeness(taken(texts, labels.with(i, !labels[i])), wanted)).toBeLessThanOrEqual(reached + 1e-6);
      }),
    );
  });
});
