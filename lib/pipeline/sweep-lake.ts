/**
 * The tables against the catalog: one pass over both tells in bounded memory which documents may differ, and only those are
 * compared row by row. A record whose rows differ is made visible once more, so that the export writes it again.
 */
import { BloomFilter } from '../core/bloom-filter.ts';
import type { CatalogRecord } from '../core/catalog-record.ts';
import { DEDUPE_LEDGER, DOCUMENT_TEXTS, DOCUMENTS, REJECTIONS, type Table } from '../core/lake/columns.ts';
import { bucketOf, SetTally } from '../core/set-tally.ts';
import { fence, resent } from '../core/transitions.ts';
import type { Ports } from '../ports/ports.ts';
import { latestOf, revisionsIn, shownRows } from './shown-revisions.ts';

type LakePorts = Pick<Ports, 'catalog' | 'queue' | 'lake' | 'tableFormat'>;

/** Rows that are held in memory at once, about. */
const ROWS_A_PASS = 400_000;
const SHOWN = [DOCUMENTS, DOCUMENT_TEXTS, REJECTIONS];

/** What the records say that the tables should hold. */
export class LakeTally {
  readonly #rows = new SetTally();
  /** The ledger also holds what was decided before: only the last decisions of the records are looked for in it. */
  readonly #decisions = new BloomFilter();

  expect(record: CatalogRecord): void {
    const { documentId, settled, decision } = record;
    if (!settled || record.status === 'fence') return;
    for (const [at, revisions] of expectedRows(record).entries()) {
      for (const revision of revisions) this.#rows.add(rowName(SHOWN[at]!, documentId, revision), 'expected', documentId);
    }
    if (decision == null) return;
    const name = rowName(DEDUPE_LEDGER, documentId, decision.revision);
    this.#rows.add(name, 'expected', documentId);
    this.#decisions.add(name);
  }

  /** After all records: looks through the tables; answers the buckets of documents that may differ. */
  async unevenBuckets(ports: LakePorts): Promise<Set<number>[]> {
    for (const table of [...SHOWN, DEDUPE_LEDGER]) {
      const found = await shownRows(
        ports,
        table,
        () => new SetTally(),
        (tally, documentId, revision) => {
          const name = rowName(table, documentId, revision);
          if (table !== DEDUPE_LEDGER || this.#decisions.mayHold(name)) tally.add(name, 'found', documentId);
        },
      );
      this.#rows.merge(found);
    }
    return this.#rows.unevenBuckets(ROWS_A_PASS);
  }
}

const rowName = (table: Table, documentId: string, revision: number) => `${table.name}\n${documentId}\n${revision}`;

/** Compares the documents in these buckets, each record of the catalog once, and has the export write again what differs. */
export class LakeRepair {
  readonly #ports: LakePorts;
  readonly #rows: readonly Map<string, number[]>[];
  readonly #ledger: ReadonlyMap<string, readonly number[]>;
  readonly #isMeant: (documentId: string) => boolean;
  /** Rows without a record so far, and the fences among the records. */
  readonly #unknown: Map<string, number>;
  readonly #fences = new Map<string, number>();
  #stale = 0;

  private constructor(
    ports: LakePorts,
    rows: Map<string, number[]>[],
    ledger: Map<string, number[]>,
    isMeant: (id: string) => boolean,
  ) {
    this.#ports = ports;
    this.#rows = rows;
    this.#ledger = ledger;
    this.#isMeant = isMeant;
    this.#unknown = latestOf(rows);
  }

  static async begin(ports: LakePorts, buckets: ReadonlySet<number>): Promise<LakeRepair> {
    const isMeant = (documentId: string) => buckets.has(bucketOf(documentId));
    const read = async (table: Table) => (buckets.size > 0 ? revisionsIn(ports, table, isMeant) : new Map<string, number[]>());
    const rows: Map<string, number[]>[] = [];
    for (const table of SHOWN) rows.push(await read(table));
    return new LakeRepair(ports, rows, await read(DEDUPE_LEDGER), isMeant);
  }

  async see(scanned: readonly CatalogRecord[]): Promise<void> {
    const records = scanned.filter(({ documentId }) => this.#isMeant(documentId));
    for (const { documentId, status, revision } of records) {
      if (status === 'fence') this.#fences.set(documentId, revision);
      else this.#unknown.delete(documentId);
    }
    const differing = records.filter((record) => {
      const found = this.#rows.map((table) => table.get(record.documentId) ?? []);
      const differs = JSON.stringify(found) !== JSON.stringify(expectedRows(record)) || !isRecorded(record, this.#ledger);
      return record.settled && record.status !== 'fence' && differs;
    });
    this.#stale += differing.length;
    if (differing.length > 0) await restore(this.#ports, differing, this.#rows[SHOWN.indexOf(DOCUMENT_TEXTS)]!);
  }

  /** Answers how many documents differed. */
  async finish(): Promise<number> {
    await bury(this.#ports, this.#unknown, this.#fences);
    return this.#stale + this.#unknown.size;
  }
}

/**
 * Rows that no record stands behind, or a mere fence, as after the loss of a catalog: a tombstone of a later revision takes
 * them out.
 */
async function bury(ports: LakePorts, unknown: ReadonlyMap<string, number>, fences: ReadonlyMap<string, number>): Promise<void> {
  const tombstones = [...unknown].map(([documentId, shown]) => {
    const expected = fences.get(documentId) ?? 0;
    const revision = Math.max(shown, expected) + 1;
    const record: CatalogRecord = {
      ...fence(documentId),
      status: 'deleted',
      revision,
      visibleRevision: revision,
      supersedes: shown,
    };
    return { record, expected };
  });
  await ports.catalog.write(tombstones);
}

/** Whether the ledger has the decision that the record carries. */
function isRecorded({ documentId, decision }: CatalogRecord, ledger: ReadonlyMap<string, readonly number[]>): boolean {
  return decision == null || (ledger.get(documentId)?.includes(decision.revision) ?? false);
}

/** The revisions that each of the tables should show. */
function expectedRows(record: CatalogRecord): number[][] {
  if (record.status === 'live') return [[record.visibleRevision], [record.content!.textRevision], []];
  return record.status === 'rejected' ? [[], [], [record.visibleRevision]] : [[], [], []];
}

/**
 * A record is made visible once more, so that the export writes its rows again. A text is read from its source again: its
 * segment may be gone, and the export takes a text that the table once had for written.
 */
async function restore(ports: LakePorts, records: readonly CatalogRecord[], texts: ReadonlyMap<string, number[]>): Promise<void> {
  const lacksText = ({ documentId, content }: CatalogRecord) =>
    content !== null && !texts.get(documentId)?.includes(content.textRevision);
  const lost = records.filter(lacksText);
  const touches = records.filter((record) => !lacksText(record)).map(resent);
  await ports.catalog.write(touches.map((record) => ({ record, expected: record.revision - 1 })));
  await ports.queue.send(lost.map(({ bucket, key }) => ({ kind: 'object', name: { bucket, key }, force: true })));
}
