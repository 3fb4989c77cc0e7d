/** At rest: the catalog and the index against the oracle. */
import { isDeepStrictEqual } from 'node:util';
import { type CatalogRecord, documentIdOf } from '../../lib/core/catalog-record.ts';
import { fingerprintOf } from '../../lib/core/fingerprint/fingerprint.ts';
import { postingsIn } from '../support/postings-in.ts';
import { type Expected, expectedCatalog, expectedPostings } from './oracle.ts';
import { BUCKET, type World } from './world.ts';

export async function checkCatalog(world: World): Promise<Map<string, Expected>> {
  const { memory, invariants, pipeline, plan, parsers } = world;
  const records = new Map((await Array.fromAsync(memory.catalog.scan())).map((record) => [record.documentId, record]));
  const heads = new Map([...records.values()].filter(({ index }) => index === 0).map((record) => [record.key, record]));
  const newest = plan.rulesVersions.at(-1)!;
  const blocked = await memory.catalog.blocked(takedownNames(world));
  const expected = await expectedCatalog({
    landing: memory.landing,
    bucket: BUCKET,
    parserOf: (key) => parsers.get(plan.sweeps ? newest : (heads.get(key)?.rulesVersion ?? newest)) ?? parsers.get(newest)!,
    receivedAt: (documentId) => records.get(documentId)?.receivedAt ?? 0,
    isBlocked: (name) => blocked.has(name),
    lookLimit: pipeline.judging.LOOK_LIMIT,
  });
  for (const record of records.values()) if (!expected.has(record.documentId)) checkGone(world, record);
  for (const record of expected.values()) checkRecord(world, record, records.get(record.documentId));
  for (const head of heads.values())
    invariants.check(head.status === 'fence' || head.object?.complete === true, 'I0', () => `${head.key} is not complete`);
  await checkIndex(world, expected, records);
  return expected;
}

function checkRecord(
  { invariants, plan, scheduler: { now } }: World,
  expected: Expected,
  record: CatalogRecord | undefined,
): void {
  const name = `${expected.key} ${expected.documentId}`;
  const { documentId, source } = expected;
  invariants.check(record !== undefined, 'I0', () => `${name} has no record`);
  if (!record) return;
  invariants.check(record.settled, 'I0', () => `${name} is not settled`);
  invariants.check(record.status === expected.kind, 'I0', () => `${name} is ${record.status}, not ${expected.kind}`);
  invariants.check(
    record.objectVersion === source.version,
    'I0',
    () => `${name} is at ${record.objectVersion}, not ${source.version}`,
  );
  const { receivedAt } = record;
  const inTime =
    typeof receivedAt === 'number' && receivedAt >= source.lastModified - plan.skewMs && receivedAt <= now + plan.skewMs;
  invariants.check(inTime, 'I0', () => `${name} was received at ${receivedAt}, and landed at ${source.lastModified}`);
  invariants.check(record.retired.length === 0, 'I8', () => `${name} has retired postings`);
  invariants.check(record.visibleRevision > 0, 'I0', () => `${name} was never visible`);
  if (expected.kind === 'rejected') {
    const { stage, reason } = record.rejection ?? {};
    const same = stage === expected.rejection.stage && reason === expected.rejection.reason;
    invariants.check(same, 'I0', () => `${name} is rejected for ${stage} ${reason}`);
    return;
  }
  const { content } = record;
  if (content === null) return;
  const sameText = content.fingerprint.contentSha256 === expected.fingerprint.contentSha256;
  invariants.check(sameText, 'I0', () => `${name} holds another text`);
  invariants.check(content.order === expected.order, 'I3', () => `${name} has order ${content.order}, not ${expected.order}`);
  const same = isDeepStrictEqual(content.verdict, expected.verdict);
  invariants.check(same, 'I3', () => `${name}: ${JSON.stringify(content.verdict)} should be ${JSON.stringify(expected.verdict)}`);
  const cluster = content.clusterId === expected.clusterId;
  invariants.check(cluster, 'I3', () => `${name} is in cluster ${content.clusterId}, not ${expected.clusterId}`);
  invariants.check(documentId === record.documentId, 'I0', () => name);
}

function checkGone({ invariants }: World, record: CatalogRecord): void {
  const name = `${record.key}#${record.index}`;
  const gone = record.status === 'deleted' || record.status === 'fence';
  invariants.check(gone, 'I0', () => `${name} is ${record.status}, but its object has no such record`);
  invariants.check(record.settled && record.retired.length === 0, 'I0', () => `${name} is deleted but not settled`);
  invariants.check(record.content === null && record.exposures.length === 0, 'I0', () => `${name} is deleted but holds content`);
}

/** Everything that must be found is there; nothing else is, once the sweeper has been through. */
async function checkIndex(
  world: World,
  expected: ReadonlyMap<string, Expected>,
  records: ReadonlyMap<string, CatalogRecord>,
): Promise<void> {
  const { memory, invariants, plan } = world;
  const postings = await postingsIn(memory.catalog);
  const present = new Set(postings.map(({ key, order, documentId }) => `${key} ${order} ${documentId}`));
  const wanted = new Set([...expected.values()].flatMap((e) => (e.kind === 'live' ? expectedPostings(e) : [])));
  for (const posting of wanted) invariants.check(present.has(posting), 'I8', () => `missing posting ${posting}`);
  if (!plan.sweeps) return;
  for (const { key, order, documentId, version, context } of postings) {
    const stands = records
      .get(documentId)
      ?.exposures.some((e) => e.version === version && e.order === order && e.keys.includes(key + context));
    const right = stands === true && wanted.has(`${key} ${order} ${documentId}`);
    invariants.check(right, 'I8', () => `posting ${key} of ${documentId} at ${version} is garbage`);
  }
}

/** Every name that a takedown may have put on the list. */
function takedownNames({ plan, keys, pool }: World): string[] {
  if (plan.takedowns === 0) return [];
  const documents = keys.flatMap((key) =>
    [0, 1, 2, 3, 4, 5].map((index) => `document:${documentIdOf({ bucket: BUCKET, key }, index)}`),
  );
  const texts = new Set(pool.flatMap(({ body, newBody }) => [body, newBody]));
  return [...documents, ...[...texts].flatMap((text) => (text === null ? [] : `content:${fingerprintOf(text).contentSha256}`))];
}
