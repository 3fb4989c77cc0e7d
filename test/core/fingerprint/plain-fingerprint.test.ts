import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPLEX, foldOf, kindOfFold, pointOf } from '../../../lib/core/fingerprint/character-folds.ts';
import { kindOf, SEPARATOR } from '../../../lib/core/fingerprint/character-kinds.ts';
import { fingerprintOf } from '../../../lib/core/fingerprint/fingerprint.ts';
import { HIGH, highOf, plainFingerprintOf, runHash } from './plain-fingerprint.ts';

const ALPHABETS: readonly (readonly string[])[] = [
  [...'aaabcdeeefghiijklmnoopqrsttuvwxyzABCXYZ      ,.'],
  [...'etaoin 0123456789 7,.%'],
  [...'абвгдежзийклмнопрстуфхцчшщыьэюяЁ    «»—…'],
  [...'的一是不了人我在有他这中大来上国，。、 2０'],
  [...'日本のニュースでカタカナがぎﾊﾟ・「」'],
  [...'ข่าวที่นี่กำ '],
  [...'한국 뉴스 ᄒ', '\u1161', '\u11a8'],
  [...'ΟΔΟΣ σς άΣ .'],
  [...'éàüßæİıſǅ ', '\u0301', '\u0323', '\u0345', 'e\u0301'],
  [...'हिन्दी में עברית عربي', '\u064b'],
  ['😀', '👨\u200d👩\u200d👧', '❤\ufe0f', '𝐀', '𐐀', '𠀀', '\ufa6c', '𝟟', ' ', 'a'],
  ['\ud800', '\udc00', '\udbff', 'x', ' ', '漢'],
  ['\u00ad', '\u200b', '\u200d', '\ufeff', '\u2066', 'a', '漢', '\u0e48', '7', ' ', '\u0000', '\uffff'],
  [...'ﬁ７½²㎏™①Ǆ…“”’ \u00a0'],
  ['la ', 'la ', 'la ', 'mo '],
  // Words on both sides of the lengths that are hashed at once, and of a block's end.
  ['abcd', 'Efghijkl', 'mnopqrstuvwxyz0123', 'a', '7', ' ', ', ', '”', '\u0301'],
  // Runs of characters without spaces, and what may join or end them.
  ['漢字がな'.repeat(3), 'か', '國。', '\u3099', '\u0301', '\u200d', 'a', '7', ' ', '\ud840', '𠀀', '한국'],
  ['x'.repeat(63), 'y'.repeat(16), 'Z', '4', ' ', ' '.repeat(61), 'é', '漢'],
];

/** Texts of one script or of several, of few tokens or many, some of them repetitive. */
const texts = fc
  .tuple(fc.subarray([...ALPHABETS], { minLength: 1, maxLength: 3 }), fc.constantFrom(3, 12, 60, 60, 400))
  .chain(([alphabets, maxLength]) => fc.string({ unit: fc.constantFrom(...alphabets.flat()), maxLength, size: 'max' }));

/** Shingles of three words whose hashes begin with the same 16 bits. */
function alikeShingles(count: number): string[] {
  const words = Array.from({ length: 400 }, (_, i) => `w${i}`);
  const hashes = words.map(highOf);
  const shingles: string[] = [];
  for (let i = 0; shingles.length < count; i++) {
    const [a, b, c] = [i % 400, Math.floor(i / 400) % 400, Math.floor(i / 160_000)];
    if (runHash([hashes[a]!, hashes[b]!, hashes[c]!], HIGH) >>> 16 === 0x1234)
      shingles.push(`${words[a]} ${words[b]} ${words[c]}`);
  }
  return shingles;
}

/** Words of which the last are the first again. */
function numbered(count: number): string {
  return Array.from({ length: count }, (_, i) => `w${i % Math.floor(0.85 * count)}`).join(' ');
}

describe('the fast fingerprint equals the plain one', () => {
  it('on ten thousand generated texts', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const fast = fingerprintOf(text);
        const plain = plainFingerprintOf(text);
        for (const name of ['contentSha256', 'sketch', 'shingleCount', 'tokenCount'] as const) {
          if (fast[name] !== plain[name]) throw new Error(`${name}: ${fast[name]}, not ${plain[name]}`);
        }
        if (fast.nearKeys.join() !== plain.nearKeys.join()) throw new Error(`near keys: ${fast.nearKeys}, not ${plain.nearKeys}`);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['of very many tokens', numbered(20_000)],
    // Numbers of 16 bits say in which order the shingles of fewer tokens are; those of more are sorted.
    ['of the most tokens that have slots', numbered(65_535)],
    ['of one token more', numbered(65_536)],
    ['that repeats itself', `${'one two three four five '.repeat(3_000)}end`],
    [
      'of very many characters without spaces',
      Array.from({ length: 9_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(''),
    ],
    // Found by trying all runs w… w… w0 w1 w2: the high words of the two runs' hashes are the same, 11278920.
    ['of two index keys that differ in their low words only', 'w377 w625 w0 w1 w2 w465 w433 w0 w1 w2 w377 w625 w0 w1 w2'],
    ['of words of all lengths', Array.from({ length: 200 }, (_, i) => `${'x'.repeat(i)} ${'é'.repeat(i)}${i}`).join(', ')],
    ['of a word longer than a part that is looked through at once', `${'x'.repeat(40_000)} 7 ${'y'.repeat(16_384)}, z`],
    ['of very many figures', Array.from({ length: 5_000 }, (_, i) => i * 7).join(', ')],
  ])('on a text %s', (_, text) => {
    expect(fingerprintOf(text)).toEqual(plainFingerprintOf(text));
  });

  it('on a text whose shingles hash alike, which a sort by their first bits would take quadratic time over', () => {
    const text = alikeShingles(300).join(' ');
    expect(fingerprintOf(text)).toEqual(plainFingerprintOf(text));
  });

  it('on a text too long for the shared memory, and on the next', () => {
    const long = 'Ninety ferries, bound for two ports. '.repeat(3_000);
    for (const text of [long, `${long} हिन्दी ${long}`, 'Ninety ferries, bound']) {
      expect(fingerprintOf(text)).toEqual(plainFingerprintOf(text));
    }
  });

  it('on every character between letters', () => {
    for (let from = 0; from < 0x110000; from += 64) {
      // Han only, then unassigned.
      if (from >= 0x20000 && from < 0xe0000) continue;
      const text = Array.from({ length: 64 }, (_, i) => `a${String.fromCodePoint(from + i)}b`).join(' ');
      const plain = plainFingerprintOf(text);
      expect(fingerprintOf(text).contentSha256, from.toString(16)).toBe(plain.contentSha256);
    }
  });
});

describe('the fold of a character', () => {
  it('is what composing and lower-casing its text makes of it, and folds to itself', () => {
    let alone = 0;
    for (let point = 0; point < 0x110000; point++) {
      const fold = foldOf(point);
      if (fold === COMPLEX) continue;
      const folded = String.fromCodePoint(point).normalize('NFKC').toLowerCase();
      const isSeparator = [...folded].every((part) => kindOf(part.codePointAt(0)!) === SEPARATOR);
      alone++;
      if (isSeparator !== (kindOfFold(fold) === SEPARATOR))
        throw new Error(`${point.toString(16)} is a separator: ${isSeparator}`);
      if (!isSeparator && folded !== String.fromCodePoint(pointOf(fold))) throw new Error(`${point.toString(16)} is ${folded}`);
      if (foldOf(pointOf(fold)) !== fold) throw new Error(`${point.toString(16)} folds on`);
    }
    expect(alone).toBeGreaterThan(50_000);
  });

  it('of what composing a whole text makes is that again', () => {
    for (let point = 0; point < 0x110000; point++) {
      const folded = String.fromCodePoint(point).normalize('NFKC').toLowerCase();
      for (const part of folded) {
        const fold = foldOf(part.codePointAt(0)!);
        const isSame = fold === COMPLEX || kindOfFold(fold) === SEPARATOR || String.fromCodePoint(pointOf(fold)) === part;
        if (!isSame) throw new Error(`${point.toString(16)}: ${part} becomes ${String.fromCodePoint(pointOf(fold))}`);
      }
    }
  });
});
