import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../lib/core/extract/lines.ts';

/** A paragraph broken as a program breaks it: each line takes as many words as have place. */
function broken(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
const doubleSpaced = (parts: readonly string[], width: number) => parts.flatMap((part) => broken(part, width)).join('\n\n');
const textsOf = (content: string) => linesOf(content).lines.map(({ text }) => text);

const FERRIES =
  'The ferries of the outer islands will keep their winter timetable until the end of the month, because the two younger boats are still in the yard and nobody can say when the new shafts will arrive from the foundry across the bay, where the moulds have cracked in the frost and must be made again before anything can be cast in them.';
const WARDEN =
  'Until then the old boats have to do, which is slower and louder and, as the harbour warden Ada Lind and her crew told everybody who asked at the ticket window, a good deal warmer in the saloon than anything built in the last forty years.';
const HEADLINE = 'Outer islands keep their winter timetable for the rest of the month';
const RUSSIAN =
  'Паромы к дальним островам будут ходить по зимнему расписанию до конца месяца, потому что оба новых судна ещё стоят на верфи и никто не может сказать, когда с завода на другом берегу залива придут новые гребные валы для их машин, а старые суда ходят медленнее и громче, зато в салоне у них намного теплее, чем на всех тех, что были построены позже.';

describe('a text broken at a width, with a blank line between all its lines', () => {
  test('has its paragraphs back, between headline, headings and menu', () => {
    const parts = ['Harbour', 'Ferries', HEADLINE, FERRIES, 'What the warden says', WARDEN, 'Contact', 'Privacy'];
    for (const width of [64, 72, 80]) expect(textsOf(doubleSpaced(parts, width))).toEqual(parts);
    expect(textsOf(doubleSpaced(['Порт', RUSSIAN, RUSSIAN, 'Вход'], 70))).toEqual(['Порт', RUSSIAN, RUSSIAN, 'Вход']);
  });

  test('keeps where each paragraph stands', () => {
    const content = doubleSpaced([HEADLINE, FERRIES, WARDEN], 72).replaceAll('\n\n', '\n\n   ');
    for (const { raw, start, end } of linesOf(content).lines) expect(raw).toBe(content.slice(start, end));
    expect(textsOf(content)).toEqual([HEADLINE, FERRIES, WARDEN]);
  });

  test('keeps paragraphs apart that stand wider apart than lines, even where the last line is full', () => {
    const parts = [FERRIES, WARDEN, FERRIES].map((part) => broken(part, 72).slice(0, -1));
    const content = parts.map((lines) => lines.join('\n\n')).join('\n\n\n\n');
    expect(textsOf(content)).toEqual(parts.map((lines) => lines.join(' ')));
  });

  test('begins each of its lines with a paragraph', () => {
    const word = fc.stringMatching(/^[a-z]{2,12}$/);
    // Two of so many characters break six times at any of the widths, which is evidence enough.
    const paragraph = fc
      .array(word, { minLength: 40, maxLength: 80 })
      .map((words) => `The ${words.join(' ')}.`)
      .filter(({ length }) => length > 400);
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 2, maxLength: 5 }), fc.integer({ min: 60, max: 100 }), (parts, width) => {
        const lines = textsOf(doubleSpaced(parts, width));
        expect(lines.join(' ')).toBe(parts.join(' '));
        for (const line of lines) expect(line).toMatch(/^The /);
      }),
      { numRuns: 100 },
    );
  });
});

describe('lines with blank lines between that stay', () => {
  const stays = (lines: readonly string[]) => expect(textsOf(lines.join('\n\n'))).toEqual(lines);

  test('verse', () =>
    stays([
      'Slowly the tide comes over the sand and takes the print of your boots',
      'and lays a stone where your heel has been, a shell where the toe was set,',
      'and calls the gulls from the harbour wall to walk',
      'where the two of us walked, and nothing is left of the evening, my love,',
      'but salt in the wool of the coat you wore and the wind',
      'that goes from door to door in the town as if it had lost its way,',
      'and knocks, and waits, and knocks again, and nobody opens the door to the wind',
      'tonight or on any night that comes.',
    ]));

  test('a list in lower case', () =>
    stays([
      'a pair of boots that keep the water out for a whole day',
      'a coat, and a second one for the evening if the wind has turned to the north',
      'two blankets of wool, since the saloon is not heated',
      'bread and cheese for three days, or four if the barometer falls',
      'a lamp with oil, and matches that are kept in a tin with a lid',
      'letters for the people of the outer islands, tied with a string',
      'a book to read aloud to the others when the ferry has to wait in the bay',
    ]));

  test('addresses as long as each other', () =>
    stays(Array.from({ length: 9 }, (_, i) => `https://harbour.example/timetables/outer-islands/winter-week-${i}`)));

  test('two paragraphs that break too seldom to tell a width', () =>
    stays([FERRIES, WARDEN].flatMap((part) => broken(part.slice(0, 170).trim(), 60))));

  test('paragraphs of one line', () =>
    stays([FERRIES, WARDEN, 'and so on, as it was in the old days', FERRIES, 'with less of a hurry.', WARDEN]));
});
