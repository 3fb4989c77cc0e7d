/** The guards of the protocol, each taken out of the real code. One that nothing misses is either not needed or not tested. */
import type { Mutant } from './mutant.ts';
import { INGEST_MUTANTS } from './mutants-ingest.ts';
import { JUDGING_MUTANTS } from './mutants-judging.ts';
import { LAKE_MUTANTS } from './mutants-lake.ts';

export type { Mutant } from './mutant.ts';

export const MUTANTS: readonly Mutant[] = [...INGEST_MUTANTS, ...JUDGING_MUTANTS, ...LAKE_MUTANTS];

/** Those that random search finds rarely or never, and the hand-made schedule in `directed/` that does. */
export const DIRECTED: Readonly<Record<string, string>> = {
  'a forced look that changes nothing is not written': 'forced-no-op',
  'an unknown document is not fenced': 'unknown-document',
  'write, then force': 'forces-before-settling',
  'an absent object counts as unchanged': 'absent-object',
  'records that a pack lacks are not fenced': 'pack-burial',
  'the takedown list is asked before announcing': 'takedown-order',
  'age counts from creation': 'retention-from-removal',
  'log entries go before a checkpoint replaces them': 'log-without-checkpoint',
  'nothing is committed when nothing is to do': 'empty-commit',
  'the sweeper trusts objects half done': 'half-done-pack',
  'look for near copies, then announce': 'near-announcement',
  'nobody asks whether a number was used before': 'freed-number',
  'a lost race is not judged again': 'lost-race',
  'any reconciliation closes the pack': 'overtaken-pack',
  'a pack is claimed whatever the answer': 'stale-claim',
  'under a crowded key only relatives are forced': 'crowded-key',
  'whoever stands under a crowded key is out of sight': 'crowded-key',
  'later copies are not forced': 'earlier-twin',
  'a crowd is not asked': 'crowded-text',
  'stream: the catalog is read once, not after each state': 'late-row',
  'nobody looks who won': 'lost-answer',
  'a table is read without looking twice': 'stale-snapshot',
  'local: no watermark': 'watermark',
  'local: a batch that comes again removes no texts': 'dying-removal',
  'a new catalog counts on from the rows, not from their texts': 'lost-catalog',
  'vacuum ignores the pending changes': 'pending-segment',
  'a takedown is listed after the look': 'takedown-before-look',
  'the near keys of a demoted copy are not withdrawn': 'demoted-copy',
  'only children are forced when a text goes': 'contained-text',
  'the source is read before the revision': 'stale-source',
  'all copies are forced when one goes': 'copy-goes',
  'no copy is forced when its original goes': 'copy-goes',
  'entries of another order count': 'lost-order',
  'who is in hand is no twin': 'overtaken-twin',
  'who is parted from what it repeated has no decision': 'parted-text',
};

/**
 * A seed that killed the mutant once. It is run like any other, only first: any change of the code changes the schedules, and
 * then the search goes on.
 */
export const SEEDS: Readonly<Record<string, number>> = {
  'a version is received anew whenever it is read': 4,
  'nobody is forced': 1,
  'a former text is not withdrawn': 1,
  'a pack forgets how long it was': 3,
  'new rows leave the old ones in': 1,
  'the sweeper ignores the source': 10,
  'a copy is settled although its former text is announced': 7,
  'the sweeper leaves garbage in the index': 16,
  'no compare-and-set': 4,
  'a merge is not checked against what was rewritten meanwhile': 8,
  'rows come before their texts': 7,
  'stream: a text at hand counts as added': 88,
  'local: who is late sets the watermark back': 25,
  'entries of other versions count': 7,
  'announcements ahead of their record are garbage': 7,
  'old rules overwrite what new rules made': 13,
  'files go without delay': 25,
  'no generation fence in a pack': 21,
  'staged files are deleted when a race seems lost, and nobody looks who won': 12,
  'a conflict is taken for a write': 22,
  'judged before the content is committed': 12,
  'later relatives are not forced': 9,
  'nobody is forced when a text goes': 1,
  'only originals are forced by a new article': 9,
  'a promoted copy does not announce its near keys': 1,
  'garbage is not recognized': 7,
  'the takedown list is not asked': 2,
  'clusters are not assigned': 1,
  'texts are added after the documents': 10,
  'texts are removed before the documents': 11,
  'the sweeper ignores the index': 16,
  'the sweeper ignores the lake': 20,
  'stream: decisions are added without looking for them': 1,
  'decisions are looked for only in files as young as the batch': 1,
  'local: a decision that is carried on counts as new': 10,
  'a changed verdict is no decision': 3,
  'the sweeper ignores the ledger': 20,
};
