import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';
import { decodeSketch } from '../../../lib/core/fingerprint/sketch.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

/** Near the danger: variants of one letter, marks, unspaced scripts, invisible characters, halves of pairs. */
const awkward = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    'é',
    'e\u0301',
    'ﬁ',
    'ß',
    'İ',
    '７',
    ' ',
    '\n',
    '.',
    '’',
    '漢',
    'か',
    'が',
    'ก',
    'ำ',
    '한',
    '\u00ad',
    '\u200d',
    '\u200b',
    '\u0301',
    '😀',
    '\ud800',
    '\udc00',
  ),
  maxLength: 60,
});

describe('the scheme is stable', () => {
  // Worked out by a second, plain implementation of the same definition. When one of these changes, every stored fingerprint is worthless: raise FINGERPRINT_SCHEME.
  it.each([
    ['', 0, 0, [], ''],
    [
      'Ferries return to their old timetable.',
      6,
      4,
      ['68beac2008308472///q////', 'bd3c7c4b85672e91////P///'],
      'k+XJIdhN61uQX9JmvrNX74BVKgA=',
    ],
    [
      '7 of 19 ferries return in 2027',
      7,
      5,
      ['303fd4d30f0c5d26////6x//', '673410534ca62b27//1j////', '7e5ef18fbac3bbaa///1x///'],
      'ItTXA/AboECwb0iqa+u/xFgIEdwgeZ684N+SbUkAJA==',
    ],
    ['Мост открыт', 2, 1, ['d60979dc4448dda0////////'], '3HkJ1gA='],
    ['大橋が再開', 5, 1, ['94cf9dad7b528bf8////////'], 'rZ3PlAA='],
    [
      '大橋が七月に再開',
      8,
      3,
      ['7e21eb19c17a028d//6n6///', '86b749898748178e///646//', '93e67b6551f3492a/6ny////', '977969e78ed0a04b////k46/'],
      'Sc5TnKgJ+uuSFALvAEAg',
    ],
    ['😀😀', 0, 0, [], ''],
  ])('%s', (text, tokenCount, shingleCount, nearKeys, sketch) => {
    expect(fingerprintOf(text)).toMatchObject({ scheme: 4, tokenCount, shingleCount, nearKeys, sketch });
  });

  it('covers long texts', () => {
    const fingerprint = fingerprintOf(numbered(2_000));
    const { hashes, places, figures } = decodeSketch(fingerprint);
    expect(fingerprint.shingleCount).toBe(1_998);
    expect(fingerprint.nearKeys).toHaveLength(35);
    expect(fingerprint.nearKeys.slice(0, 2)).toEqual(['0002983ec4289c701NYIZ91g', '00216142e9e73abdZyRDaCbB']);
    expect([hashes[0], places[0], hashes.at(-1), places.at(-1)]).toEqual([2_417_621, 92, 0x22a7297a, 211]);
    expect(figures).toHaveLength(0);
  });
});

describe('the canonical text', () => {
  it.each([
    ['lower-cases and drops punctuation', 'Don’t STOP — now!', 'don t stop now'],
    ['composes', 'cafe\u0301 ﬁne ７', 'café fine 7'],
    ['keeps marks with their letters', 'हिन्दी में', 'हिन्दी में'],
    ['takes unspaced scripts character by character', '北京2026年', '北 京 2026 年'],
    ['keeps Thai vowels and tones with their consonant', 'ที่นี่', 'ที่ นี่'],
    ['keeps Korean words whole', '한국 뉴스', '한국 뉴스'],
    ['sees through what nobody sees', 'co\u00adope\u200drate\ufeff', 'cooperate'],
    ['parts words at a zero-width space', 'one\u200btwo', 'one two'],
    ['ignores marks without a letter', '❤\ufe0f \u0301 word', 'word'],
    ['parts words at half a surrogate pair', 'a\ud800b \udc00', 'a b'],
    ['knows letters beyond the basic plane', '𐐀𐐁 𠀀𠀁', '𐐨𐐩 𠀀 𠀁'],
  ])('%s', (_, text, canonical) => {
    expect(fingerprintOf(text).contentSha256).toBe(sha256(canonical));
    expect(fingerprintOf(text).tokenCount).toBe(canonical.split(' ').length);
  });

  it('of a text without letters and digits is the trimmed text', () => {
    expect(fingerprintOf(' 😀! \n').contentSha256).toBe(sha256('😀!'));
    expect(fingerprintOf('😀').contentSha256).not.toBe(fingerprintOf('😢').contentSha256);
  });

  it('is the same for every encoding variant', () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const expected = fingerprintOf(text);
        const wellFormed = text.toWellFormed();
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(fingerprintOf(wellFormed.normalize(form))).toEqual(expected);
      }),
    );
  });

  it('is the same in any case, layout and punctuation', () => {
    const words = fc.array(fc.stringMatching(/^[a-zà-öøąćžабвγδ]{1,8}$/), { maxLength: 80 });
    const gap = fc.constantFrom(' ', '\n\n', ', ', '. ', ' “', '” ', ' — ', '\u00a0', '…');
    fc.assert(
      fc.property(words, fc.array(gap, { minLength: 80, maxLength: 80 }), (parts, gaps) => {
        const messy = parts.map((word, i) => (i % 2 ? word.toUpperCase() : word) + gaps[i]).join('');
        expect(fingerprintOf(messy)).toEqual(fingerprintOf(parts.join(' ')));
      }),
    );
  });

  it('is its own canonical text', () => {
    const text = 'Ｈéllo, “WORLD” ﬁ\u00adn 漢字 ไทย';
    expect(fingerprintOf('héllo world fin 漢 字 ไ ท ย').contentSha256).toBe(fingerprintOf(text).contentSha256);
  });

  it('takes no quadratic time over the marks of one letter', () => {
    // Unbounded, these 2 million marks would take minutes.
    const marks = '\u0301\u0323'.repeat(1_000_000);
    expect(fingerprintOf(`a${marks}`)).toEqual(fingerprintOf(`a${marks.slice(0, 30)}`));
  });
});

describe('the shingles', () => {
  it('are distinct runs of three words, or six characters of a script without spaces', () => {
    expect(fingerprintOf(numbered(100)).shingleCount).toBe(98);
    expect(fingerprintOf('東西南北春夏秋冬').shingleCount).toBe(3);
    expect(fingerprintOf('la '.repeat(100)).shingleCount).toBe(1);
  });

  it('of fewer than three words are one', () => {
    for (let count = 1; count <= 3; count++) expect(fingerprintOf(numbered(count)).shingleCount).toBe(1);
  });

  it('depend on the order of the tokens', () => {
    expect(fingerprintOf('a b c d e').sketch).not.toBe(fingerprintOf('e d c b a').sketch);
  });

  it('hash evenly and almost without collisions', () => {
    const hashes = fingerprintOf(numbered(100_000));
    // So many make one collision of 32 bits on average.
    expect(hashes.shingleCount).toBeGreaterThan(99_990);
    // One in 128 of 99,996: 781, give or take five standard deviations.
    expect(Math.abs(hashes.nearKeys.length - 781)).toBeLessThan(140);
  });
});

describe('the sketch', () => {
  it('holds the smallest hashes, ascending', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), (count) => {
        const fingerprint = fingerprintOf(numbered(count));
        const sketch = [...decodeSketch(fingerprint).hashes];
        expect(sketch).toHaveLength(Math.min(256, fingerprint.shingleCount));
        expect(sketch).toEqual([...new Set(sketch)].sort((a, b) => a - b));
      }),
    );
  });

  it('of a longer text has no greater hashes', () => {
    const [short, long] = [numbered(300), numbered(900)].map((text) => decodeSketch(fingerprintOf(text)).hashes);
    expect(long!.at(-1)!).toBeLessThan(short!.at(-1)!);
  });

  it('knows where in the text each shingle first stands, to a 256th', () => {
    const placeIn = (text: string, shingle: string) => {
      const { hashes, places } = decodeSketch(fingerprintOf(text));
      return places[hashes.indexOf(decodeSketch(fingerprintOf(shingle)).hashes[0]!)];
    };
    const text = numbered(200);
    expect(placeIn(text, 'w0 w1 w2')).toBe(0);
    expect(placeIn(text, 'w100 w101 w102')).toBe(128);
    expect(placeIn(text, 'w197 w198 w199')).toBe(252);
    expect(placeIn(`${text} w100 w101 w102`, 'w100 w101 w102')).toBe(126);
  });

  it('holds up to 32 figures: the words that begin with a digit, once each, in any place', () => {
    const figures = (text: string) => decodeSketch(fingerprintOf(text)).figures;
    expect(figures('7 of 19 in 2027')).toHaveLength(3);
    expect(figures('2027: ٣, 4bn, 4BN and 19th, but no covid19')).toHaveLength(4);
    expect(figures('19 in 7 of 2027, of 7')).toEqual(figures('7 of 19 in 2027'));
    expect(figures(Array.from({ length: 100 }, (_, i) => i).join(' '))).toHaveLength(32);
  });
});

describe('the near keys', () => {
  it('are the twelve smallest hashes of a short text, and a sample of a long one', () => {
    for (const [tokens, keys] of [
      [4, 1],
      [10, 6],
      [16, 12],
      [40, 12],
      [600, 12],
    ] as const) {
      expect(fingerprintOf(numbered(tokens)).nearKeys).toHaveLength(keys);
    }
    expect(fingerprintOf(numbered(6_400)).nearKeys.length).toBeGreaterThan(60);
  });

  it('ascend, as 16 hexadecimal digits and 8 characters of context, below 1 in 64 past the first twelve', () => {
    const { nearKeys } = fingerprintOf(numbered(3_000));
    expect(nearKeys).toEqual(nearKeys.toSorted());
    for (const key of nearKeys) expect(key).toMatch(/^[0-9a-f]{16}[A-Za-z0-9+]{8}$/);
    for (const key of nearKeys.slice(12)) expect(key < '04').toBe(true);
  });

  it('of a very long text are about a thousand, and are also those of a part of it', () => {
    const keysOf = (tokens: number) => fingerprintOf(numbered(tokens)).nearKeys;
    const [whole, part] = [keysOf(600_000), new Set(keysOf(60_000))];
    expect(whole.length).toBeGreaterThan(450);
    expect(whole.length).toBeLessThan(1_200);
    expect(whole.filter((key) => part.has(key)).length).toBeGreaterThan(30);
  });

  it('do not depend on what was fingerprinted before', () => {
    const first = fingerprintOf(numbered(50));
    fingerprintOf(numbered(20_000));
    expect(fingerprintOf(numbered(50))).toEqual(first);
  });
});
