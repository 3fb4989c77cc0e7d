import { CODECS, LEADS, WINDOWS_CONTROLS } from './codecs.ts';
import { isDamage } from './damage.ts';
import { mayHaveLostSpace, repairSpaces } from './lost-spaces.ts';
import { type Run, runAt } from './utf8-sequence.ts';

/** A text without damaged spots, and how many there were. */
export interface Repaired {
  readonly text: string;
  readonly repairs: number;
}

/** UTF-8 read twice by a wrong charset needs two passes; more than four were never seen. */
const PASSES = 4;

/**
 * Repairs UTF-8 that was read as a single-byte charset. It works on spans, because scrapers paste damaged pieces into
 * sound text, where re-encoding the whole would fail: a run of characters that maps back, byte by byte, to valid
 * multi-byte UTF-8 is damage if what comes out is likelier text than what stands there. Sure damage is evidence against
 * its charset: then also runs are taken that lost a byte, or whose no-break space became a plain one.
 *
 * The ideas of lost bytes, of changed spaces, and of control characters as those of Windows are ftfy's (R. Speer, 2012 and after).
 */
export function repairMojibake(text: string): Repaired {
  let current = text;
  let repairs = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    if (!NOT_ASCII.test(current)) break;
    const next = repairOnce(current);
    if (next.repairs === 0) break;
    current = next.text;
    repairs += next.repairs;
  }
  return { text: current, repairs };
}

const NOT_ASCII = /[^\0-\x7f]/;

/** Whether damage may begin with this unit, before one beyond ASCII. */
export const mayBeginDamage = (code: number): boolean => LEADS[code] !== 0;
/** Whether this unit may be damage whatever follows: a control character, or a letter whose second byte became a space. */
export const mayBeDamage = (code: number): boolean => (code >= 0x80 && code <= 0x9f) || mayHaveLostSpace(code);

function repairOnce(text: string): Repaired {
  const evidence = new Uint16Array(CODECS.length);
  const tally = new Uint16Array(CODECS.length);
  let runs = findRuns(text, evidence, tally);
  if (runs.length > 0) {
    evidence.set(tally);
    runs = findRuns(text, evidence, tally);
  }
  const repaired = replaced(text, runs);
  const spaced = repairSpaces(repaired.text, evidence);
  if (repaired.repairs + spaced.repairs > 0) return { text: spaced.text, repairs: repaired.repairs + spaced.repairs };
  return repairControls(text);
}

function findRuns(text: string, evidence: Uint16Array, tally: Uint16Array): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < text.length; i++) {
    const leads = LEADS[text.charCodeAt(i)]!;
    if (leads === 0) continue;
    const run = bestRun(text, i, leads, evidence, tally);
    if (!run) continue;
    runs.push(run);
    i = run.end - 1;
  }
  return runs;
}

/** The longest run that is damage; of equally long ones that of the charset with more evidence against it. */
function bestRun(text: string, start: number, leads: number, evidence: Uint16Array, tally: Uint16Array): Run | null {
  let best: Run | null = null;
  for (const codec of CODECS) {
    if (!(leads & (1 << codec.index))) continue;
    const known = evidence[codec.index]!;
    const run = runAt(text, start, codec, known > 0);
    if (!run || !isDamage(text, run, known)) continue;
    tally[codec.index]! += run.points.length;
    if (!best || run.end > best.end || (run.end === best.end && known > evidence[best.codec.index]!)) best = run;
  }
  return best;
}

function replaced(text: string, runs: readonly Run[]): Repaired {
  const parts: string[] = [];
  let kept = 0;
  for (const { start, end, points } of runs) {
    parts.push(text.slice(kept, start), String.fromCodePoint(...points));
    kept = end;
  }
  return { text: parts.join('') + text.slice(kept), repairs: runs.length };
}

const CONTROL = /[\x80-\x9f]/g;

/** Control characters that are left are characters of Windows read as Latin-1; the five that Windows lacks stay. */
function repairControls(text: string): Repaired {
  let repairs = 0;
  const repaired = text.replace(CONTROL, (char) => {
    const meant = WINDOWS_CONTROLS[char.charCodeAt(0) - 0x80]!;
    if (meant !== char) repairs++;
    return meant;
  });
  return { text: repaired, repairs };
}
