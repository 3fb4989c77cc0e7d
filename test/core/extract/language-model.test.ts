import { eld } from 'eld/extrasmall';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as data from '../../../lib/core/extract/eld-data.ts';
import { type Guess, LanguageModel } from '../../../lib/core/extract/language-model.ts';

const model = new LanguageModel(data);

function guessOfLibrary(text: string): Guess | null {
  const result = eld.detect(text);
  return result.isReliable() ? { code: result.language, score: result.getScores()[result.language]! } : null;
}

it.each([
  ['fr', 'Le conseil a dit lundi que le pont ne sera pas payé tant que tous les plans ne sont pas sur la table.'],
  ['tr', 'İlçe meclisi pazartesi günü, bütün planlar masaya gelmeden köprünün parasını ödemeyeceğini söyledi.'],
  ['el', 'Το συμβούλιο είπε τη Δευτέρα ότι δεν θα πληρώσει για τη γέφυρα, ώσπου να έρθουν όλα τα σχέδια.'],
  ['ru', 'Совет заявил в понедельник, что не будет платить за мост, пока все планы не окажутся на столе.'],
  ['ar', 'قال المجلس يوم الاثنين إنه لن يدفع ثمن الجسر حتى تكون كل الخطط على الطاولة.'],
  ['ja', '市議会は月曜日、すべての計画がそろうまで橋の費用を支払わないと述べた。'],
])('knows %s as the library does', (code, sentence) => {
  for (const text of [sentence, sentence.repeat(30), sentence.slice(20), sentence.toUpperCase()]) {
    expect(model.guess(text)).toEqual(guessOfLibrary(text));
  }
  expect(model.guess(sentence)?.code).toBe(code);
});

it('answers as the library does, wherever its reading ends', () => {
  const part = fc.constantFrom(
    ...'the le der и на και ΟΔΟΣ İki été 市議会 😀 \ud800 don’t '.split(' '),
    ..."' ’ ` , - 12 \n".split(' '),
    ' ',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 400 }), (parts) => {
      const text = parts.join('');
      expect(model.guess(text)).toEqual(guessOfLibrary(text));
    }),
    { numRuns: 500 },
  );
});

it('does not know a language by a few letters', () => {
  expect(model.guess('')).toBeNull();
  expect(model.guess('12, 34')).toBeNull();
  expect(model.guess('ok')).toBeNull();
});
