/** Languages whose month names we read; ICU has them all. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'sv',
  'nb',
  'da',
  'fi',
  'is',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'hr',
  'sl',
  'bg',
  'ru',
  'uk',
  'sr',
  'el',
  'tr',
  'id',
  'ms',
  'vi',
  'ca',
  'et',
  'lv',
  'lt',
  'sq',
  'az',
  'fa',
  'ar',
  'he',
  'hi',
  'th',
  'bn',
  'ta',
  'te',
  'mr',
  'gu',
  'kn',
  'ml',
  'ur',
  'ka',
  'hy',
  'kk',
  'be',
  'gl',
  'sw',
  'af',
];

/** Short forms in print that ICU has not. */
const PRINTED: Readonly<Record<string, number>> = {
  sept: 9,
  janv: 1,
  févr: 2,
  fevr: 2,
  avr: 4,
  juil: 7,
  mär: 3,
  märz: 3,
  dez: 12,
  ene: 1,
  abr: 4,
  ago: 8,
  dic: 12,
  okt: 10,
  mai: 5,
  maj: 5,
};

let table: ReadonlyMap<string, number> | undefined;

/** The number of a month by its name or short form in any of our languages; undefined for other words. */
export function monthOf(word: string): number | undefined {
  table ??= monthTable();
  return table.get(fold(word));
}

/** Papers in Hindi leave out the dot below a letter, which ICU has in February. */
const fold = (word: string): string =>
  word
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.$|\u093c/g, '');

/** Built on first use: a few hundred calls of Intl take about 20 ms. */
function monthTable(): ReadonlyMap<string, number> {
  const months = new Map(Object.entries(PRINTED));
  const clashes = new Set<string>();
  const add = (name: string, month: number) => {
    const word = fold(name);
    // Thai ones are short with full stops: `ก.พ.`.
    if (!/^[\p{L}\p{M}]{3,}$|^\p{Script=Thai}{1,3}\.\p{Script=Thai}{1,2}$/u.test(word)) return;
    // Croatian `listopad` is October, Czech `listopad` November: such a word names no month.
    if ((months.get(word) ?? month) !== month) clashes.add(word);
    months.set(word, month);
  };
  for (const language of LANGUAGES) {
    // The Gregorian calendar, with the name as it stands beside a day (genitive) and alone.
    const locale = `${language}-u-ca-gregory`;
    const formats = (['long', 'short'] as const).flatMap((month) => [
      new Intl.DateTimeFormat(locale, { month, day: 'numeric', timeZone: 'UTC' }),
      new Intl.DateTimeFormat(locale, { month, timeZone: 'UTC' }),
    ]);
    for (let month = 1; month <= 12; month++) {
      const day = Date.UTC(2023, month - 1, 15);
      for (const format of formats)
        for (const part of format.formatToParts(day)) if (part.type === 'month') add(part.value, month);
    }
  }
  for (const word of clashes) months.delete(word);
  return months;
}
