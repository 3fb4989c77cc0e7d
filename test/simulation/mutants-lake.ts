/** The guards of export, compaction, vacuum and sweeper, each taken out. */
import { type Mutant, one } from './mutant.ts';

const EXPORT: readonly Mutant[] = [
  one(
    'new rows leave the old ones in',
    'pipeline/export.ts',
    'copyOnWrite(run.ports, table, state, { dropped, added }, run.options)',
    'copyOnWrite(run.ports, table, state, { dropped: [], added }, run.options)',
  ),
  one('local: no watermark', 'pipeline/export-changes.ts', 'sequence > watermarkOf(state)', 'sequence > 0 && state'),
  one(
    'local: who is late sets the watermark back',
    'pipeline/export-step.ts',
    'return fresh.length > 0 ? [...batch.mark, ...actions] : [...actions];',
    'return [...batch.mark, ...actions];',
  ),
  one(
    'local: a batch that comes again removes no texts',
    'pipeline/export.ts',
    'const shown = [...documents.changes, ...notAmong(documents.fresh, texts.changes).filter(isReady)];',
    'const shown = documents.changes;',
  ),
  one(
    'nobody looks who won',
    'pipeline/commit.ts',
    'if (there) return txnIdOf(parseCommit(there, key)) === txnId;',
    'if (there) return txnIdOf(parseCommit(there, key)) === "";',
  ),
  one(
    'a new catalog counts on from the rows, not from their texts',
    'pipeline/export-changes.ts',
    'TABLES.map((table) => loadState(lake, table))',
    "TABLES.filter(({ name }) => name === 'documents').map((table) => loadState(lake, table))",
  ),
  one(
    'stream: the catalog is read once, not after each state',
    'pipeline/export-records.ts',
    'look: () => look(ports.catalog, documents),',
    'look: ((looked?: ReturnType<typeof look>) => () => (looked ??= look(ports.catalog, documents)))(),',
  ),
  one(
    'nothing is committed when nothing is to do',
    'pipeline/export-step.ts',
    'if (actions.length === 0 && !fence) return null;',
    'if (actions.length === 0 || fence === null) return null;',
  ),
  one(
    'stream: a text at hand counts as added',
    'pipeline/export-texts.ts',
    '...[...lacking, ...covered].map(textOf)',
    '...rows.keys(), ...covered.map(textOf)',
  ),
  one(
    'rows come before their texts',
    'pipeline/export.ts',
    "last.status !== 'live' || known.has(textOf(last));",
    'last !== null || known.has(textOf(last));',
  ),
  one(
    'a merge is not checked against what was rewritten meanwhile',
    'pipeline/compact.ts',
    'valid = merges.filter(({ bin }) => isLive(bin, state));',
    'valid = merges.filter(() => state.version >= 0);',
  ),
  {
    name: 'staged files are deleted when a race seems lost, and nobody looks who won',
    edits: [
      {
        file: 'pipeline/commit.ts',
        find: 'if (there) return txnIdOf(parseCommit(there, key)) === txnId;',
        replace: 'if (there) return txnIdOf(parseCommit(there, key)) === "";',
      },
      {
        file: 'pipeline/commit.ts',
        find: 'if (!(await putCommit(ports.lake, tableKey(table, commitName(version)), entry, txnId))) continue;',
        replace: `if (!(await putCommit(ports.lake, tableKey(table, commitName(version)), entry, txnId))) {
      await ports.lake.delete(actions.flatMap((action) => ('add' in action ? [tableKey(table, action.add.path)] : [])));
      continue;
    }`,
      },
    ],
  },
  one(
    'a table is read without looking twice',
    'pipeline/snapshot.ts',
    'if (again.version === documents.version) return',
    'if (again.version >= documents.version) return',
  ),
];

const LEDGER: readonly Mutant[] = [
  one(
    'stream: decisions are added without looking for them',
    'pipeline/export.ts',
    '? isJustDecided : () => false;',
    '? isJustDecided : () => true;',
  ),
  one(
    'local: a decision that is carried on counts as new',
    'pipeline/export.ts',
    '? isJustDecided : () => false;',
    '? isJustDecided && (() => true) : () => false;',
  ),
  one(
    'decisions are looked for only in files as young as the batch',
    'pipeline/export-decisions.ts',
    'const since = Math.min(...ofDay.map(({ decided_at }) => Date.parse(decided_at))) - CLOCK_SKEW_MS;',
    'const since = ports.clock.now() - CLOCK_SKEW_MS;',
  ),
  one('the sweeper ignores the ledger', 'pipeline/sweep-lake.ts', ' || !isRecorded(record, this.#ledger)', ''),
  one('a changed verdict is no decision', 'core/decision.ts', ' || !isDeepStrictEqual(shownOf(before), shownOf(after))', ''),
];

const VACUUM: readonly Mutant[] = [
  one('vacuum ignores the pending changes', 'pipeline/vacuum.ts', '.filter((key) => !needed.has(key))', '; void needed'),
  one(
    'files go without delay',
    'pipeline/vacuum.ts',
    '  const cutoff = clock.now() - retentionMs;\n  // Listed',
    '  const cutoff = clock.now();\n  // Listed',
  ),
  one(
    'age counts from creation',
    'pipeline/vacuum.ts',
    '(state.tombstones.get(path)?.deletionTimestamp ?? lastModified) < cutoff',
    'lastModified < cutoff',
  ),
  one(
    'log entries go before a checkpoint replaces them',
    'pipeline/vacuum.ts',
    '  await writeCheckpoint(lake, table, cleaned);\n  cache?.set',
    '  void writeCheckpoint;\n  cache?.set',
  ),
];

const SWEEP: readonly Mutant[] = [
  one(
    'the sweeper ignores the source',
    'pipeline/sweep.ts',
    'for (const bucket of buckets) missed += await sweepSource(ports, bucket, rulesVersion);',
    'for (const bucket of buckets) if (!bucket) missed += await sweepSource(ports, bucket, rulesVersion);',
  ),
  one(
    'the sweeper ignores the lake',
    'pipeline/sweep-lake.ts',
    'if (differing.length > 0) await restore(',
    'if (differing.length < 0) await restore(',
  ),
  one('the sweeper trusts objects half done', 'pipeline/sweep.ts', '|| !head.object?.complete ', ''),
  one(
    'the sweeper leaves garbage in the index',
    'pipeline/sweep-index.ts',
    "const again = await removePostings(ports, garbage, 'garbage');",
    'const again: string[] = []; void removePostings;',
  ),
];

const TEXTS: readonly Mutant[] = [
  {
    name: 'texts are added after the documents',
    edits: [
      {
        file: 'pipeline/export.ts',
        find: 'const { known, filesWritten: textFiles } = await addTexts(run, texts);',
        replace: 'const [known, textFiles] = [texts.rows, 0];',
      },
      {
        file: 'pipeline/export.ts',
        find: 'const removalFiles = await removeTexts(',
        replace: 'await addTexts(run, texts);\n  const removalFiles = await removeTexts(',
      },
    ],
  },
  one(
    'texts are removed before the documents',
    'pipeline/export.ts',
    'const documents = await upsert(',
    'await removeTexts(run, texts, texts.changes.filter(isReady));\n  const documents = await upsert(',
  ),
  one(
    'nobody asks whether a number was used before',
    'pipeline/commit.ts',
    'if (await mayBeFreed(ports.lake, table, version))',
    'if (version < 0)',
  ),
  one('the sweeper ignores the index', 'pipeline/sweep.ts', 'for (const item of items) index.see(item);', ''),
];

export const LAKE_MUTANTS: readonly Mutant[] = [...EXPORT, ...TEXTS, ...LEDGER, ...VACUUM, ...SWEEP];
