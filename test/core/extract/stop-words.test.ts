import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageByStopWords } from '../../../lib/core/extract/stop-words.ts';

const repeated = (sentence: string) => `${sentence} `.repeat(5);

describe('languageByStopWords', () => {
  it.each([
    ['en', 'The council said on Monday that it would not pay for the bridge until all of the plans are on the table.'],
    ['de', 'Der Rat hat am Montag mitgeteilt, dass die Brücke nicht bezahlt wird, bis alle Pläne auf dem Tisch sind.'],
    ['nl', 'De raad zei maandag dat de brug niet wordt betaald voor alle plannen op de tafel zijn, en dat het nog even duurt.'],
  ])('knows %s', (code, sentence) => {
    expect(languageByStopWords(repeated(sentence))?.code).toBe(code);
  });

  it.each([
    ['French', 'Le conseil a dit lundi que le pont ne sera pas payé tant que tous les plans ne sont pas sur la table.'],
    ['Catalan', 'El consell va dir dilluns que no pagarà el pont fins que tots els plans siguin sobre la taula de la sala.'],
    [
      'Galician',
      'O consello dixo o luns que non vai pagar a ponte ata que todos os plans estean na mesa da sala, como manda a lei.',
    ],
    ['Afrikaans', 'Die raad het Maandag gesê dat die brug nie betaal sal word voordat al die planne op die tafel is nie.'],
    ['Danish', 'Rådet sagde mandag, at det ikke vil betale for broen, før alle planerne ligger på bordet.'],
    ['Russian', 'Совет заявил в понедельник, что не будет платить за мост, пока все планы не окажутся на столе.'],
    ['a list of names', 'Anna Berg, Tom Chen, Maria Lopez, Ivan Petrov, Sara Cohen, Omar Haddad, Lena Novak, Peter Jones'],
  ])('leaves %s to the model', (_, sentence) => {
    expect(languageByStopWords(repeated(sentence))).toBeNull();
  });

  it('says nothing of a few words', () => {
    expect(languageByStopWords('The end of the road')).toBeNull();
  });

  it('counts the same letter by letter as by strings, which a mark asks for', () => {
    const word = fc.constantFrom(
      'the',
      'THE',
      'of',
      'and',
      'für',
      'FÜR',
      'über',
      'werden',
      'werdend',
      'the1of',
      'dé',
      'ж',
      'thé',
      'than-into',
      'op',
      '٣',
      'a',
      'İn',
      'ſo',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 30, maxLength: 80 }), (words) => {
        const text = words.join(' ');
        expect(languageByStopWords(text)).toEqual(languageByStopWords(`${text} \u0301`));
      }),
      { numRuns: 500 },
    );
  });
});
