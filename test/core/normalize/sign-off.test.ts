import { describe, expect, it } from 'vitest';
import type { Draft, Found } from '../../../lib/core/extract/draft.ts';
import { linesOf } from '../../../lib/core/extract/lines.ts';
import { takeSignOff } from '../../../lib/core/normalize/sign-off.ts';

const TEXT = 'The harbour bridge opened again on Monday after fourteen months of repairs.';
const LAST = 'Trams will cross it from the autumn on, the council said.';

const EAST_ASIAN = '乗客は北岸の浮き桟橋から乗船する。浮き桟橋は対岸の造船所から工事のあいだ借りることになっている。';

const draftOf = (text: string): Draft => ({
  lines: linesOf(text).lines,
  removed: [],
  captions: [],
  found: { agency: null, authors: [] as readonly string[] } as Found,
});

const after = (text: string) => {
  const { lines, found, removed } = takeSignOff(draftOf(text));
  return { left: lines.map((line) => line.text).join('\n'), agency: found.agency, removed: removed.map((one) => one.text) };
};

describe('the end of a text', () => {
  it.each([
    [`${LAST} (Reuters)`, '(Reuters)', 'Reuters'],
    [`${LAST} (ANSA).`, '(ANSA).', 'ANSA'],
    [`${LAST} (dpa/tmn)`, '(dpa/tmn)', 'dpa'],
    [`${LAST} (TT-Reuters)`, '(TT-Reuters)', 'TT'],
    [`${LAST} (AFP, dpa und Reuters)`, '(AFP, dpa und Reuters)', 'Agence France-Presse'],
    [`${LAST} (With inputs from PTI)`, '(With inputs from PTI)', 'PTI'],
    [`${LAST} (Quelle: APA)`, '(Quelle: APA)', 'APA'],
    [`${LAST} /AFP`, '/AFP', 'Agence France-Presse'],
    [`${LAST} /TASS/`, '/TASS/', 'TASS'],
    [`${LAST} — Reuters`, '— Reuters', 'Reuters'],
    [`${LAST.replace('.', '.”')} -- ANI`, '-- ANI', 'ANI'],
    [`${LAST}（完）`, '（完）', null],
    [`${LAST}\n\n(ANI)`, '(ANI)', 'ANI'],
    [`${LAST}\n\nAssociated Press`, 'Associated Press', 'Associated Press'],
  ])('is signed in %j', (last, signature, agency) => {
    const left = last.slice(0, last.length - signature.length).trim();
    expect(after(`${TEXT}\n\n${last}`)).toEqual({ left: `${TEXT}\n${left}`, agency, removed: [signature] });
  });

  it.each([
    ['（山田太郎）', ['山田太郎']],
    ['（记者 李明）', ['李明']],
  ])('may be the reporter: %s', (signature, authors) => {
    const { found, lines } = takeSignOff(
      draftOf(`港務局は木曜日、岸壁の改修のために乗り場を二冬のあいだ閉鎖すると発表した。\n\n${EAST_ASIAN}${signature}`),
    );
    expect([found.authors, lines[1]!.text]).toEqual([authors, EAST_ASIAN]);
  });

  it.each([
    ['a remark is no name', `${EAST_ASIAN}（文中敬称略）`],
    ['`(pa)` are the letters of a reporter', `${LAST} (pa)`],
    [
      'an abbreviation stands before the full stop',
      'Trams will cross it from the autumn on, said the Passenger Association (PA).',
    ],
    ['a remark in brackets', `${LAST} (He did not say which.)`],
    ['a sentence that a dash goes on with', `${LAST} — Or so they hope`],
    ['an agency among tags', `${LAST}\n\nReuters\n\nHarbour`],
    ['a caption in which an agency is one of several words', `${LAST} (Harbour Board via AP, File)`],
  ])('is left alone: %s', (_, last) => {
    expect(takeSignOff(draftOf(`${TEXT}\n\n${last}`)).removed).toEqual([]);
  });

  it('does not count within the text', () => {
    expect(takeSignOff(draftOf(`${TEXT} (Reuters)\n\n${LAST}\n\n${TEXT}`)).removed).toEqual([]);
  });

  it('never is all that there is', () => {
    expect(takeSignOff(draftOf('Reuters')).lines).toHaveLength(1);
  });
});
