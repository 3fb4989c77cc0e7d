/** At rest: what people read against the oracle. */
import { shownVerdict } from '../../lib/core/dedupe/shown-verdict.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import type { Expected, ExpectedArticle } from './oracle.ts';
import type { World } from './world.ts';

const utf8 = new TextDecoder();

/** I5: the rows are the live documents, their texts and the rejections, nothing else. */
export async function checkLake(world: World, expected: ReadonlyMap<string, Expected>): Promise<void> {
  const { pipeline, memory, invariants } = world;
  const tables = new Map<string, Row[]>();
  for (const { table, files } of await pipeline.snapshot.snapshotTables(memory.lake)) {
    const rows: Row[] = [];
    for (const file of files) {
      const bytes = await memory.lake.get(file.slice('memory://'.length));
      invariants.check(bytes !== null, 'I6', () => `${file} is missing`);
      if (bytes) rows.push(...(JSON.parse(utf8.decode(bytes)) as Row[]));
    }
    tables.set(table, rows);
  }
  const live = [...expected.values()].filter((e) => e.kind === 'live');
  const rejected = [...expected.values()].filter((e) => e.kind === 'rejected');
  const documents = byName(tables.get('documents')!, (row) => String(row.document_id));
  const records = await memory.catalog.read([...documents.keys()]);
  for (const [id, row] of documents) {
    const revision = records.get(id)?.visibleRevision;
    invariants.check(row.revision === revision, 'I5', () => `${id} is shown at revision ${row.revision}, not ${revision}`);
  }
  compare(world, 'documents', documents, new Map(live.map((e) => [e.documentId, documentFacts(e)])));
  const texts = byName(tables.get('document_texts')!, (row) => `${row.document_id} ${row.revision}`);
  const textName = ({ documentId }: ExpectedArticle) => `${documentId} ${documents.get(documentId)?.text_revision}`;
  const wantedTexts = new Map(live.map((e) => [textName(e), { body: e.parsed.article.body }]));
  if (mayLeaveTexts(world)) for (const name of [...texts.keys()].filter((name) => !wantedTexts.has(name))) texts.delete(name);
  compare(world, 'document_texts', texts, wantedTexts);
  const rejections = byName(tables.get('rejections')!, (row) => String(row.document_id));
  await checkLedger(world, tables.get('dedupe_ledger')!, expected);
  compare(
    world,
    'rejections',
    rejections,
    new Map(rejected.map((e) => [e.documentId, { ...e.rejection, source_version: e.source.version }])),
  );
}

/**
 * I13: every decision has its row and no row is of anything else; the last one of a document says what its row in `documents`
 * says. Where batches of the stream are given up, the sweeper brings back each document's last decision, not those before it.
 */
async function checkLedger({ memory, invariants, plan }: World, rows: readonly Row[], expected: ReadonlyMap<string, Expected>) {
  const recorded = byName(rows, (row) => `${row.document_id} ${row.revision}`);
  invariants.check(recorded.size === rows.length, 'I13', () => `${rows.length} rows of ${recorded.size} decisions`);
  for (const name of recorded.keys()) invariants.check(invariants.decisions.has(name), 'I13', () => `nobody decided ${name}`);
  const mayLose = plan.mode === 'stream' && plan.sweeps;
  for (const name of mayLose ? [] : invariants.decisions)
    invariants.check(recorded.has(name), 'I13', () => `the ledger lacks the decision ${name}`);
  const last = byName(
    [...rows].sort((a, b) => Number(a.revision) - Number(b.revision)),
    (row) => String(row.document_id),
  );
  const records = await memory.catalog.read([...last.keys(), ...expected.keys()]);
  for (const { documentId, status } of records.values()) {
    const verdict = status === 'fence' ? undefined : decidedOn(expected.get(documentId));
    const row = last.get(documentId);
    const right = verdict === undefined || (row !== undefined && Object.entries(verdict).every(([name, is]) => row[name] === is));
    invariants.check(right, 'I13', () => `the ledger says last of ${documentId} ${JSON.stringify(row)}`);
  }
}

function decidedOn(expected: Expected | undefined): Record<string, unknown> {
  if (expected?.kind !== 'live') return { verdict: expected ? 'rejected' : 'deleted', duplicate_of: null };
  const { duplicateOf, kind, containedIn, evidence } = shownVerdict(expected.documentId, expected)!;
  const verdict = kind ?? (containedIn === null ? 'canonical' : 'contained');
  return { verdict, duplicate_of: duplicateOf, contained_in: containedIn, evidence };
}

function documentFacts(expected: ExpectedArticle): Record<string, unknown> {
  const { documentId, clusterId, parsed, source, fingerprint } = expected;
  const verdict = shownVerdict(documentId, expected)!;
  return {
    is_canonical: verdict.duplicateOf === null,
    duplicate_of: verdict.duplicateOf,
    duplicate_kind: verdict.kind,
    duplicate_score: verdict.score,
    contained_in: verdict.containedIn,
    evidence: verdict.evidence,
    cluster_id: clusterId,
    title: parsed.article.metadata.title,
    content_sha256: fingerprint.contentSha256,
    source_key: source.key,
    source_version: source.version,
    ingested_at: new Date(source.lastModified).toISOString(),
  };
}

function byName(rows: readonly Row[], nameOf: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function compare(
  { invariants }: World,
  table: string,
  rows: ReadonlyMap<string, Row>,
  expected: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): void {
  for (const [name, facts] of expected) {
    const row = rows.get(name);
    invariants.check(row !== undefined, 'I5', () => `${table} lacks ${name}`);
    for (const [column, value] of Object.entries(facts).filter(([column]) => column in (row ?? {}) || column !== 'index')) {
      const right = row === undefined || !(column in row) || row[column] === value;
      invariants.check(right, 'I5', () => `${table} ${name}: ${column} is ${row![column]}, not ${value}`);
    }
  }
  for (const name of rows.keys()) invariants.check(expected.has(name), 'I5', () => `${table} has ${name} though it should not`);
}

/**
 * An exporter that was frozen, or died between two commits, can leave a text that no row points to. Nobody sees it, and looking
 * for such texts at every export would read the keys of the whole table; the sweeper finds them.
 */
function mayLeaveTexts({ plan }: World): boolean {
  return plan.mode === 'stream' && !plan.sweeps;
}

/** I12: a text that nobody shows any more is in no object of the lake. */
export async function checkPurged(world: World, expected: ReadonlyMap<string, Expected>): Promise<void> {
  if (mayLeaveTexts(world)) return;
  const { memory, pool, invariants } = world;
  const shown = new Set([...expected.values()].flatMap((e) => (e.kind === 'live' ? e.parsed.article.body : [])));
  const bodies = new Set(pool.flatMap(({ body, newBody }) => [body, newBody]).filter((body) => body !== null));
  // A text that stands in a longer one is there for that one's sake.
  const purged = [...bodies].filter((body) => ![...shown].some((text) => text.includes(body)));
  for await (const { key } of memory.lake.list('')) {
    const content = utf8.decode((await memory.lake.get(key))!);
    for (const body of purged)
      invariants.check(!content.includes(body), 'I12', () => `${key} still holds “${body.slice(0, 20)}…”`);
  }
}
