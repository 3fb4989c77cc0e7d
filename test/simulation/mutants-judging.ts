/** More guards of ingest, each taken out: who judges what, and who must look again. */
import { type Mutant, one, several } from './mutant.ts';

const COMMIT = 'pipeline/commit-content.ts';
const JUDGING = 'pipeline/judging.ts';

export const JUDGING_MUTANTS: readonly Mutant[] = [
  several(
    'a conflict is taken for a write',
    [COMMIT, `const written = records.filter((_, i) => answers[i] === 'written');`, 'const written = records;'],
    [COMMIT, `records.filter((_, i) => answers[i] === 'conflict')`, '[]'],
  ),
  one(
    'a pack is claimed whatever the answer',
    'pipeline/reconcile-pack.ts',
    `if ((await ports.catalog.write([{ record: claimed, expected: head.revision }]))[0] === 'conflict') return false;`,
    'await ports.catalog.write([{ record: claimed, expected: head.revision }]);',
  ),
  several(
    'judged before the content is committed',
    [
      COMMIT,
      'const { found } = await ports.catalog.look(fresh.map(exactAnnouncement), LOOK_LIMIT);',
      `await ports.catalog.post(fresh.flatMap((record) => postingsOf(record, record.exposures)));
  const { found } = await ports.catalog.look(fresh.map(exactAnnouncement), LOOK_LIMIT);
  const looking = fresh.map((record) => ({ ...announcementsOf(record, record.exposures)[0]!, entries: entriesOf(record.content!.fingerprint).near }));
  const near = (await ports.catalog.look(looking, LOOK_LIMIT)).found;
  const known = await ports.catalog.read([...new Set(near.flat().map((posting) => posting.documentId))]);
  const verdicts = new Map(
    fresh.map((record, i) => {
      const postings = near[i]!;
      const standing = new Set(postings.filter((p) => isCurrent(p, known.get(p.documentId))).map((p) => known.get(p.documentId)!));
      standing.delete(known.get(record.documentId)!);
      return [record, verdictOn(record, [...standing])];
    }),
  );
  const later = [...verdicts.values()].flatMap(({ laterRelatives }) => laterRelatives);
  await ports.queue.send([...new Set(later)].map((documentId) => ({ kind: 'document', documentId })));`,
    ],
    [
      COMMIT,
      'exactPart(record).kept) : record;',
      'exactPart(record).kept) : judged(record, verdicts.get(record)!, record.exposures);',
    ],
    [
      COMMIT,
      `import { TransientError } from '../core/errors.ts';`,
      `import { entriesOf } from '../core/dedupe/index-keys.ts';
import { TransientError } from '../core/errors.ts';
import { announcementsOf, isCurrent, postingsOf } from '../core/index-exposure.ts';`,
    ],
  ),
  one('later relatives are not forced', JUDGING, 'for (const id of found.laterRelatives) pass.forced.add(id);', ''),
  one(
    'only originals are forced by a new article',
    JUDGING,
    'for (const id of found.laterRelatives) pass.forced.add(id);',
    `for (const { documentId, content } of relatives)
    if (found.laterRelatives.includes(documentId) && content!.verdict?.duplicateOf == null) pass.forced.add(documentId);`,
  ),
  one('later copies are not forced', JUDGING, 'for (const { documentId } of later) pass.forced.add(documentId);', ''),
  one(
    'nobody is forced when a text goes',
    'pipeline/settle.ts',
    "for (const id of await removePostings(pass.ports, retired, 'retired')) pass.forced.add(id);",
    "await removePostings(pass.ports, retired, 'retired');",
  ),
  one(
    'who is in hand is no twin',
    COMMIT,
    'unique(found.flat().map(({ documentId }) => documentId))',
    'unique(found.flat().map(({ documentId }) => documentId)).filter((id) => fresh.every((one) => one.documentId !== id))',
  ),
  one(
    'a crowd is not asked',
    'pipeline/work.ts',
    'const asked = await askCrowds(ports, [...crowds]);',
    'const asked = new Set<string>(); void askCrowds;',
  ),
  one(
    'all copies are forced when one goes',
    'pipeline/remove-postings.ts',
    'return !first || first.order > gone.order || !isCurrent(first, records.get(first.documentId));',
    'return true;',
  ),
  one(
    'no copy is forced when its original goes',
    'pipeline/remove-postings.ts',
    'return !first || first.order > gone.order || !isCurrent(first, records.get(first.documentId));',
    'return isNearKey(gone.key);',
  ),
  one(
    'a promoted copy does not announce its near keys',
    JUDGING,
    'for (const { item } of hidden) pass.changing.push(exposed(item.record));',
    'roots.push(...hidden);',
  ),
  one('garbage is not recognized', 'core/index-exposure.ts', 'return !isCurrent(posting, record);', 'return false;'),
  one(
    'the takedown list is not asked',
    'pipeline/announce.ts',
    'takedownNames(record).some((name) => blocked.has(name))',
    'blocked.size < 0',
  ),
  one('clusters are not assigned', 'pipeline/cluster.ts', 'inParts(stale, BATCH)', 'inParts([], BATCH)'),
  one(
    'who is parted from what it repeated has no decision',
    'pipeline/cluster.ts',
    `withDecision(record, next, now, 'clustered')`,
    'next',
  ),
  one('who is only pointed to is in no cluster', 'pipeline/cluster.ts', ', ...(await nodesOf(catalog, targets))', ''),
];
