/** Minutes east of UTC for abbreviations that mean one zone. */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  MEZ: 60,
  MESZ: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  HST: -600,
  JST: 540,
  KST: 540,
  HKT: 480,
  SGT: 480,
  WIB: 420,
  AEST: 600,
  AEDT: 660,
  AWST: 480,
  NZST: 720,
  NZDT: 780,
};

/** Names of several zones, or of one without an offset of its own: known to be zones, of no use for an instant. */
const AMBIGUOUS = new Set(['ET', 'PT', 'CT', 'MT', 'CST', 'MST', 'IST', 'BST', 'AST', 'SAST', 'AT', 'PKT', 'WAT', 'EAT', 'CAT']);

export const isAmbiguousZone = (text: string): boolean => AMBIGUOUS.has(text);

/** A zone as written (`+05:30`, `UTC+3`, `CEST`) in minutes east of UTC; null when it is not known. */
export function zoneOffsetOf(text: string): number | null {
  const numeric = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(text.toUpperCase().replace('−', '-'));
  if (!numeric) return ZONES[text.toUpperCase()] ?? null;
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
  return minutes > 14 * 60 ? null : numeric[1] === '-' ? -minutes : minutes;
}
