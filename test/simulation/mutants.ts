/** The guards of the protocol, each taken out of the real code. One that nothing misses is either not needed or not tested. */
import type { Mutant } from './mutant.ts';
import { INGEST_MUTANTS } from './mutants-ingest.ts';
import { LAKE_MUTANTS } from './mutants-lake.ts';

export type { Mutant } from './mutant.ts';

export const MUTANTS: readonly Mutant[] = [...INGEST_MUTANTS, ...LAKE_MUTANTS];

/** Those that random search finds rarely or never, and the hand-made schedule in `directed/` that does. */
export const DIRECTED: Readonly<Record<string, string>> = {
  'a forced look that changes nothing is not written': 'forced-no-op',
  'an unknown document is not fenced': 'unknown-document',
  'write, then force': 'forces-before-settling',
  'an absent object counts as unchanged': 'absent-object',
  'records that a pack lacks are not fenced': 'pack-burial',
  'the takedown list is asked before announcing': 'takedown-order',
  'age counts from creation': 'retention-from-removal',
  'nobody asks whether a number was used before': 'freed-number',
};

/**
 * A seed that killed the mutant once. It is run like any other, only first: any change of the code changes the schedules, and
 * then the search goes on.
 */
export const SEEDS: Readonly<Record<string, number>> = {
  'look for near copies, then announce': 1,
  'nobody is forced': 1,
  'a former text is not withdrawn': 1,
  'a pack forgets how long it was': 1,
  'a copy hides its near keys without withdrawing them': 1,
  'stream: new rows leave the old ones in': 1,
  'the sweeper ignores the source': 2,
  'local: new rows leave the old ones in': 3,
  'a copy is settled although its former text is announced': 3,
  'the sweeper leaves garbage in the index': 3,
  'no compare-and-set': 4,
  'a merge is not checked against what was rewritten meanwhile': 4,
  'any reconciliation closes the pack': 5,
  'stream: rows come before their texts': 5,
  'entries of other versions count': 7,
  'announcements ahead of their record are garbage': 7,
  'old rules overwrite what new rules made': 13,
  'local: no watermark and no comparison of revisions': 13,
  'only children are forced when a text goes': 15,
  'files go without delay': 15,
  'under a crowded key only relatives are forced': 16,
  'the source is read before the revision': 17,
  'no generation fence in a pack': 18,
  'staged files are deleted when a race seems lost, and nobody looks who won': 21,
  'a table is read without looking twice': 24,
  'entries of another order count': 26,
  'a lost race is not judged again': 30,
  'stream: the catalog is read once, not after each state': 184,
};
