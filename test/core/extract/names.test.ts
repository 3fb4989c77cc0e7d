import { describe, expect, it } from 'vitest';
import { personNames } from '../../../lib/core/extract/names.ts';

describe('personNames', () => {
  it.each([
    'Ada Lind, Tom Bergh, and Ines Falk',
    'Ada Lind, Tom Bergh and Ines Falk',
    'Ada Lind; Tom Bergh; und Ines Falk',
    'Ada Lind & Tom Bergh, y Ines Falk',
  ])('takes no joining word for a part of a name: %s', (text) =>
    expect(personNames(text)).toEqual(['Ada Lind', 'Tom Bergh', 'Ines Falk']),
  );
});
