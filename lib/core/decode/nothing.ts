/** How programs write that they have no value, where they mean to write a value: pandas, JavaScript, SQL. */
const NOTHING = /^\s*(?:null|NULL|None|nan|NaN|NaT|undefined|<NA>|N\/A)?\s*$/;
const LONGEST = 40;

/** Whether a text states nothing. */
export const isNothing = (text: string): boolean => (text.length > LONGEST ? text.trim() === '' : NOTHING.test(text));
