/** The guards of ingest, each taken out. */
import { type Mutant, one } from './mutant.ts';

export const INGEST_MUTANTS: readonly Mutant[] = [
  one(
    'no compare-and-set',
    'adapters/memory/memory-catalog.ts',
    "!== expected) return 'conflict';",
    '!== expected && false) return "conflict";',
  ),
  one(
    'the source is read before the revision',
    'pipeline/reconcile.ts',
    '  const heads = await ports.catalog.read(names.map((name) => documentIdOf(name, 0)));',
    `  const { landing } = ports;
  const early = new Map<string, any>();
  for (const name of names) early.set(name.key, await landing.read(name));
  const read = async ({ key }: ObjectName) => early.get(key);
  ports = { ...ports, landing: { ...landing, stat: read, read } };
  const heads = await ports.catalog.read(names.map((name) => documentIdOf(name, 0)));`,
  ),
  one(
    'look for near copies, then announce',
    'pipeline/judging.ts',
    `  await catalog.announce(unannounced([...near.keys()]).flatMap((record) => near.get(record)!));
  const { found, crowded } = await catalog.look([...near.values()].flat(), LOOK_LIMIT);`,
    `  const { found, crowded } = await catalog.look([...near.values()].flat(), LOOK_LIMIT);
  await catalog.announce(unannounced([...near.keys()]).flatMap((record) => near.get(record)!));`,
  ),
  one(
    'nobody is forced',
    'pipeline/settle.ts',
    '[...pass.forced].map((documentId) =>',
    '[...pass.forced].slice(0, 0).map((documentId) =>',
  ),
  one(
    'only children are forced when a text goes',
    'pipeline/settle.ts',
    "  for (const id of await removePostings(pass.ports, retired, 'retired')) pass.forced.add(id);",
    `  const going = new Set(items.map(({ record }) => record.documentId));
  const ids = [...(await removePostings(pass.ports, retired, 'retired'))];
  for (const [id, record] of await pass.ports.catalog.read(ids))
    if (record.content?.verdict?.edges.some((edge) => going.has(edge))) pass.forced.add(id);`,
  ),
  one(
    'write, then force',
    'pipeline/settle.ts',
    `  await force(pass, items);
  return [...pass.repeat, ...(await writeAll(pass, items, done))];`,
    `  const again = await writeAll(pass, items, done);
  await force(pass, items);
  return [...pass.repeat, ...again];`,
  ),
  one(
    'a lost race is not judged again',
    'pipeline/settle.ts',
    '  for (const record of (await pass.ports.catalog.read(lost)).values()) again.push({ record, fresh: false });\n',
    '',
  ),
  one(
    'an unknown document is not fenced',
    'pipeline/settle.ts',
    'const records = documentIds.map((id) => known.get(id) ?? fence(id));',
    'const records = documentIds.flatMap((id) => known.get(id) ?? []); void fence;',
  ),
  one(
    'entries of other versions count',
    'core/index-exposure.ts',
    'record.exposures.some((e) => e.version === version && e.order === order && isAmong(posting, e.keys))',
    'record.exposures.some((e) => isAmong(posting, e.keys))',
  ),
  one('entries of another order count', 'core/index-exposure.ts', ' && e.order === order', ''),
  one(
    'announcements ahead of their record are garbage',
    'core/index-exposure.ts',
    'if (record === undefined || posting.version > record.revision) return false;',
    'if (record === undefined) return false;',
  ),
  one(
    'a former text is not withdrawn',
    'core/transitions.ts',
    'retired: same ? previous.retired : [...previous.retired, ...previous.exposures],',
    'retired: previous.retired,',
  ),
  one(
    'an absent object counts as unchanged',
    'pipeline/reconcile.ts',
    'return seen !== null && seen.version === head.objectVersion;',
    'return (seen?.version ?? null) === head.objectVersion;',
  ),
  one(
    'a version is received anew whenever it is read',
    'core/receipt.ts',
    'return objectVersion === version.version ? (receivedAt ?? now) : now;',
    'return void objectVersion, void receivedAt, now;',
  ),
  one(
    'no generation fence in a pack',
    'pipeline/reconcile-pack.ts',
    '    if (previous.generation > generation) return false;\n',
    '',
  ),
  one(
    'a pack forgets how long it was',
    'pipeline/reconcile-pack.ts',
    'const extent = Math.max(records.length, head.object?.extent ?? 0);',
    'const extent = Math.max(records.length, 1);',
  ),
  one(
    'records that a pack lacks are not fenced',
    'pipeline/reconcile-pack.ts',
    "return record.status === 'deleted' && record.settled && source !== null && record.objectVersion === source.version;",
    "return void source, (record.status === 'deleted' || record.status === 'fence') && record.settled;",
  ),
  one(
    'any reconciliation closes the pack',
    'pipeline/reconcile-pack.ts',
    'if (head?.generation !== generation) return false;',
    'if (!head) return false;',
  ),
  one(
    'old rules overwrite what new rules made',
    'pipeline/commit-content.ts',
    'if (rulesVersion > parser.rulesVersion)',
    'if (rulesVersion > parser.rulesVersion + 1)',
  ),
  one(
    'a copy is settled although its former text is announced',
    'pipeline/commit-content.ts',
    'if (!isFresh(record) || record.retired.length > 0) return record;',
    'if (!isFresh(record)) return record;',
  ),
  one(
    'under a crowded key only relatives are forced',
    'pipeline/judging.ts',
    'if (full.size === 0) return;',
    'if (full.size >= 0) return;',
  ),
  one(
    'whoever stands under a crowded key is out of sight',
    'pipeline/judging.ts',
    '(posting) => posting.order < content!.order',
    "(posting) => posting.order < '~' && content",
  ),
  one(
    'a takedown is listed after the look',
    'pipeline/forget.ts',
    '  await list(ports, takedown);\n  const members',
    '  const members',
  ),
  one(
    'the near keys of a demoted copy are not withdrawn',
    'pipeline/judging.ts',
    'retired: [...record.retired, ...removed] });',
    'retired: record.retired });',
  ),
  one(
    'the takedown list is asked before announcing',
    'pipeline/announce.ts',
    `  await catalog.announce(unannounced(records).flatMap((record) => announcementsOf(record, exactPart(record).kept)));
  const blocked = await catalog.blocked(records.flatMap(takedownNames));`,
    `  const blocked = await catalog.blocked(records.flatMap(takedownNames));
  await catalog.announce(unannounced(records).flatMap((record) => announcementsOf(record, exactPart(record).kept)));`,
  ),
  one(
    'a forced look that changes nothing is not written',
    'pipeline/settle.ts',
    '  const judgedFrom = items.map(({ record }) => record);',
    `  const judgedFrom = items.map(({ record }) => record);
  const before = new Map(judgedFrom.map((record) => [record.documentId, record]));
  const same = (record: CatalogRecord) => {
    const known = before.get(record.documentId);
    return known?.settled === true && JSON.stringify({ ...known, revision: 0 }) === JSON.stringify({ ...record, revision: 0 });
  };
  pass.settling.splice(0, pass.settling.length, ...pass.settling.filter((record) => !same(record)));`,
  ),
];
