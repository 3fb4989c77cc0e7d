import { describe, expect, it } from 'vitest';
import { oldLatin } from '../../../lib/core/decode/old-latin.ts';

const bytesOf = (escaped: string): Uint8Array => Buffer.from(escaped, 'latin1');

describe('charsets of old machines', () => {
  it.each([
    [
      'French of a Macintosh',
      'Le conseil a d\x8ecid\x8e que la r\x8eouverture du vieux pont aura lieu apr\x8fs les f\x90tes, a d\x8eclar\x8e la m\x8fre du village.',
      'macintosh',
      'Le conseil a décidé que la réouverture du vieux pont aura lieu après les fêtes, a déclaré la mère du village.',
    ],
    [
      'Spanish of a Macintosh, whose accents are signs elsewhere',
      'La poblaci\x97n de la monta\x96a espera la reapertura del puente r\x87pidamente; el se\x96or Garc\x92a lo celebr\x97 con m\x9csica.',
      'macintosh',
      'La población de la montaña espera la reapertura del puente rápidamente; el señor García lo celebró con música.',
    ],
    [
      'English of a Macintosh',
      '\xd2It\xd5s open,\xd3 she said; they don\xd5t care, and we\xd5re glad.',
      'macintosh',
      '“It’s open,” she said; they don’t care, and we’re glad.',
    ],
    [
      'German of DOS',
      'Die Br\x81cke \x81ber den Flu\xe1 ist wieder ge\x94ffnet, erkl\x84rte die B\x81rgermeisterin am sp\x84ten Nachmittag.',
      'ibm850',
      'Die Brücke über den Fluß ist wieder geöffnet, erklärte die Bürgermeisterin am späten Nachmittag.',
    ],
  ])('%s', (_, escaped, charset, text) => {
    expect(oldLatin(bytesOf(escaped))).toEqual({ charset, text });
  });

  it.each([
    ['French in windows-1252', 'Le conseil a d\xe9cid\xe9 que la r\xe9ouverture du vieux pont aura lieu apr\xe8s les f\xeates.'],
    ['English in windows-1252', 'It\x92s open\x97and they don\x92t care\x85or we\x92re wrong, the mayor\x92s office said.'],
    [
      'Polish in windows-1250',
      'Most zosta\xb3 otwarty, powiedzia\xb3a burmistrzyni; mieszka\xf1cy \x9cwi\xeatowali ca\xb3\xb9 noc, a w\xb3a\x9cciciele \xb3odzi r\xf3wnie\xbf.',
    ],
    [
      'Turkish in windows-1254',
      'K\xf6pr\xfc yeniden a\xe7\xfdld\xfd, dedi ba\xfekan; \xe7ocuklar \xfeark\xfdlar s\xf6yledi, ya\xfel\xfdlar g\xfcl\xfcmsedi.',
    ],
    ['English with signs in Shift JIS', 'It\x81fs open and they don\x81ft care, we\x81fre told.'],
    ['Russian in windows-1251', '\xcc\xee\xf1\xf2 \xee\xf2\xea\xf0\xfb\xf2, \xf1\xea\xe0\xe7\xe0\xeb \xec\xfd\xf0.'],
    ['two letters, which are too few', 'caf\x8es and r\x8esum'],
  ])('not %s', (_, escaped) => {
    expect(oldLatin(bytesOf(escaped))).toBeNull();
  });
});
