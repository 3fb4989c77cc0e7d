/**
 * A pure function of a text that keeps its answers until the texts come to so many characters: many rules ask the same of
 * a line, in each of their passes, and menus repeat from page to page.
 */
export function remember<T>(mostChars: number, read: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  let chars = 0;
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as T;
    if (chars > mostChars) {
      answers.clear();
      chars = 0;
    }
    const answer = read(text);
    answers.set(text, answer);
    chars += text.length;
    return answer;
  };
}

/** The same of a text and one of a few kinds, each with answers of its own. */
export function rememberByKind<Kind extends string, T>(
  mostChars: number,
  read: (text: string, kind: Kind) => T,
): (text: string, kind: Kind) => T {
  const byKind = new Map<Kind, (text: string) => T>();
  return (text, kind) => {
    let known = byKind.get(kind);
    if (known === undefined) {
      known = remember(mostChars, (unknown) => read(unknown, kind));
      byKind.set(kind, known);
    }
    return known(text);
  };
}
