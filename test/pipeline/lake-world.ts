import fc from 'fast-check';
import { type MemoryLake, openMemory } from '../../lib/adapters/memory/open-memory.ts';
import type { CatalogRecord } from '../../lib/core/catalog-record.ts';
import {
  type ColumnTypes,
  DOCUMENT_TEXTS,
  DOCUMENTS,
  METADATA_COLUMNS,
  type MetadataRow,
  REJECTIONS,
  type Table,
} from '../../lib/core/lake/columns.ts';
import type { Row } from '../../lib/core/lake/row-format.ts';
import { readFile } from '../../lib/pipeline/data-files.ts';
import { loadState, tableKey } from '../../lib/pipeline/table-log.ts';
import type { Change } from '../../lib/ports/catalog.ts';
import { contentOf, nextOf, recordOf } from '../contracts/records.ts';

export const REMOVED = [{ start: 3, end: 8, rule: 'share', text: 'Share 😀' }];

export type Step = readonly [key: string, what: 'live' | 'late' | 'judged' | 'rejected' | 'deleted'];

/** Any turn in the life of a few documents. */
export const steps: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom('a', 'b', 'c'),
  fc.constantFrom('live', 'late', 'judged', 'rejected', 'deleted'),
);

/** A lake in memory and the changes that its catalog would stream, made by hand. */
export class LakeWorld {
  readonly ports: MemoryLake;
  readonly #records = new Map<string, CatalogRecord>();
  readonly changes: Change[] = [];
  #ids = 0;

  constructor(ports: Partial<MemoryLake> = {}) {
    this.ports = { ...openMemory(), ...ports };
  }

  readonly newId = (): string => `id${String(this.#ids++).padStart(6, '0')}`;

  /** A new text, or a text over an older one. */
  async live(key: string, text: string, { day = '2026-03-04', duplicateOf = null as string | null } = {}): Promise<Change> {
    const before = this.#records.get(key);
    const path = `segments/${this.newId()}.json`;
    const record = this.#next(key, {
      status: 'live',
      ingestedAt: `${day}T09:00:00.000Z`,
      rejection: null,
    });
    const revision = record.visibleRevision;
    const metadata = metadataOf(`Title of ${key}: “quotes”, 😀, \u0000 and \n`);
    const content = contentOf(key, {
      metadata,
      textRevision: revision,
      segment: { path, row: 0 },
      verdict: verdictOf(duplicateOf),
    });
    const row = { document_id: record.documentId, revision, body: text, captions: ['A bridge'], removed: REMOVED };
    await this.ports.lake.put(path, await this.ports.segmentFormat.encode(DOCUMENT_TEXTS, [row]));
    return this.#publish(key, { ...record, content, supersedes: before?.visibleRevision ?? 0 });
  }

  /** Another verdict on the same text. */
  judged(key: string, duplicateOf: string | null): Change {
    const record = this.#next(key, {});
    return this.#publish(key, { ...record, content: { ...record.content!, verdict: verdictOf(duplicateOf) } });
  }

  rejected(key: string): Change {
    const rejection = {
      index: 0,
      sourceRecordId: null,
      rawSha256: null,
      stage: 'decode',
      reason: 'empty',
      detail: 'Nothing in it.',
    } as const;
    return this.#publish(key, this.#next(key, { status: 'rejected', content: null, rejection }));
  }

  deleted(key: string): Change {
    return this.#publish(key, this.#next(key, { status: 'deleted', content: null, rejection: null }));
  }

  async step([key, what]: Step): Promise<void> {
    if (what === 'live') await this.live(key, 'text');
    else if (what === 'late') await this.live(key, 'text', { day: '2026-03-09' });
    else if (what === 'rejected') this.rejected(key);
    else if (what === 'deleted') this.deleted(key);
    else if (this.expected().documents[key] !== undefined) this.judged(key, 'x');
  }

  /** What people should see now: body by key, with the verdict. */
  expected(): { documents: Record<string, string>; rejections: string[] } {
    const records = [...this.#records.values()];
    return {
      documents: Object.fromEntries(
        records.filter(({ status }) => status === 'live').map((record) => [record.key, describe(record)]),
      ),
      rejections: records.filter(({ status }) => status === 'rejected').map(({ key }) => key),
    };
  }

  /** What people do see, after checking that no row is doubled, dangling or left over. */
  async shown(): Promise<{ documents: Record<string, string>; rejections: string[] }> {
    const [documents, texts, rejections] = [
      await this.rows(DOCUMENTS),
      await this.rows(DOCUMENT_TEXTS),
      await this.rows(REJECTIONS),
    ];
    for (const rows of [documents, texts, rejections]) {
      const ids = rows.map((row) => row.document_id);
      if (new Set(ids).size !== ids.length) throw new Error(`doubled: ${JSON.stringify(rows)}`);
    }
    const textOf = new Map(texts.map((row) => [`${row.document_id} ${row.revision}`, row.body]));
    if (texts.length !== documents.length) throw new Error(`${texts.length} texts of ${documents.length} documents`);
    const order = new Map([...this.#records.keys()].map((key, at) => [key, at]));
    const sorted = (rows: Row[]) => rows.sort((a, b) => order.get(String(a.source_key))! - order.get(String(b.source_key))!);
    return {
      documents: Object.fromEntries(
        sorted(documents).map((row) => [
          row.source_key,
          `${row.text_revision}@${row.revision} ${row.duplicate_of} ${textOf.has(`${row.document_id} ${row.text_revision}`)}`,
        ]),
      ),
      rejections: sorted(rejections).map((row) => String(row.source_key)),
    };
  }

  async rows(table: Table): Promise<Row[]> {
    const { files } = await loadState(this.ports.lake, table);
    const rows = await Promise.all([...files.keys()].map((path) => readFile(this.ports, table, path)));
    return rows.flat();
  }

  async keys(prefix: string): Promise<string[]> {
    return (await Array.fromAsync(this.ports.lake.list(prefix))).map(({ key }) => key);
  }

  /** The data files of a table that exist, live or not. */
  async dataFiles(table: Table): Promise<string[]> {
    return this.keys(tableKey(table, 'ingested_date='));
  }

  #next(key: string, changes: Partial<CatalogRecord>): CatalogRecord {
    const before = this.#records.get(key);
    if (!before) return recordOf(key, { settled: true, visibleRevision: 1, ...changes });
    return nextOf(before, { supersedes: before.visibleRevision, ...changes });
  }

  #publish(key: string, record: CatalogRecord): Change {
    this.#records.set(key, record);
    const change = { sequence: (this.changes.at(-1)?.sequence ?? 0) + 1, record };
    this.changes.push(change);
    return change;
  }
}

function verdictOf(duplicateOf: string | null) {
  return {
    duplicateOf,
    kind: duplicateOf === null ? null : 'near',
    score: null,
    containedIn: null,
    evidence: null,
    edges: [],
  } as const;
}

function describe({ content, visibleRevision }: CatalogRecord): string {
  return `${content!.textRevision}@${visibleRevision} ${content!.verdict!.duplicateOf} true`;
}

const EMPTY: Partial<ColumnTypes> = { string: '', int: 0, 'list<string>': [] };

function metadataOf(title: string): MetadataRow {
  const empty = METADATA_COLUMNS.map(({ name, type, nullable }) => [name, nullable ? null : EMPTY[type]]);
  return { ...Object.fromEntries(empty), title, keywords: ['one', 'two'], published_date: '1969-07-20', language_score: 0.1 };
}
