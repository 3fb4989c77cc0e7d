/**
 * Phrases of page furniture in the languages of the press. A phrase names a widget, never an outlet or an article.
 * Patterns are tried on one short line, and all are anchored.
 */
export const anchored = (alternatives: readonly string[], tail: string): RegExp =>
  new RegExp(`^(?:${alternatives.join('|')})${tail}`, 'iu');
/** Behind a phrase that fills its line. */
export const END = '[\\s!.:…»›>→*]*$';
