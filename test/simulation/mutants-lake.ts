/** The guards of export, compaction, vacuum and sweeper, each taken out. */
import { type Mutant, one } from './mutant.ts';

const EXPORT: readonly Mutant[] = [
  one(
    'stream: new rows leave the old ones in',
    'pipeline/export-records.ts',
    'copyOnWrite(run.ports, table, state, { dropped, added }, run.options)',
    'copyOnWrite(run.ports, table, state, { dropped: [], added }, run.options)',
  ),
  one('local: new rows leave the old ones in', 'pipeline/export.ts', '{ dropped: found, added }', '{ dropped: [], added }'),
  one(
    'local: no watermark',
    'pipeline/export.ts',
    'changesAfter(changes, state.watermarks.get(step.appId) ?? 0)',
    'changesAfter(changes, 0)',
  ),
  one(
    'nobody looks who won',
    'pipeline/commit.ts',
    'if (there) return txnIdOf(parseCommit(there, key)) === txnId;',
    'if (there) return txnIdOf(parseCommit(there, key)) === "";',
  ),
  one(
    'a new catalog counts on from the last finished batch',
    'pipeline/export.ts',
    'TABLES.map((table) => loadState(lake, table))',
    "[exportWatermark(lake).then((last) => ({ watermarks: new Map([['', last]]) }))]",
  ),
  one(
    'stream: the catalog is read once, not after each state',
    'pipeline/export-records.ts',
    '  const records = await ports.catalog.read([...hints.keys()]);',
    '  const memory = hints as unknown as { looked?: Map<string, CatalogRecord> };\n  memory.looked ??= await ports.catalog.read([...hints.keys()]);\n  const records = memory.looked;',
  ),
  one(
    'stream: nothing is committed when nothing is to do',
    'pipeline/export-records.ts',
    'return actions.length > 0 || fence ? actions : null;',
    'return actions.length > 0 && fence !== null ? actions : null;',
  ),
  one(
    'stream: rows come before their texts',
    'pipeline/export-records.ts',
    "(record) => record.status !== 'live' || known.has(nameOf(record)));",
    '() => true); void known;',
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
    'pipeline/export-records.ts',
    'decisionsToAdd(run.ports, state, hinted(run), () => false, run.options)',
    'decisionsToAdd(run.ports, state, hinted(run), () => true, run.options)',
  ),
  one(
    'local: a decision that is carried on counts as new',
    'pipeline/export.ts',
    'decisionsToAdd(ports, state, records, isJustDecided, options)',
    'decisionsToAdd(ports, state, records, () => true, options)',
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

const LOCAL_EXPORT: readonly Mutant[] = [
  one(
    'local: texts are added after the documents',
    'pipeline/export.ts',
    'for (const step of stepsOf(ports, texts, options))',
    'const [add, reject, decide, show, remove] = stepsOf(ports, texts, options);\n  for (const step of [reject!, decide!, show!, add!, remove!])',
  ),
  one(
    'local: texts are removed before the documents',
    'pipeline/export.ts',
    'for (const step of stepsOf(ports, texts, options))',
    'const [add, reject, decide, show, remove] = stepsOf(ports, texts, options);\n  for (const step of [add!, reject!, decide!, remove!, show!])',
  ),
  one(
    'nobody asks whether a number was used before',
    'pipeline/commit.ts',
    'if (await mayBeFreed(ports.lake, table, version))',
    'if (version < 0)',
  ),
  one('the sweeper ignores the index', 'pipeline/sweep.ts', 'for (const item of items) index.see(item);', ''),
];

export const LAKE_MUTANTS: readonly Mutant[] = [...EXPORT, ...LOCAL_EXPORT, ...LEDGER, ...VACUUM, ...SWEEP];
