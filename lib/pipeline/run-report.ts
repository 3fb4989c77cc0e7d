/** What a run did, in counts that add up: documents = canonical + duplicates + rejected. */
import type { CatalogRecord } from '../core/catalog-record.ts';
import { shownVerdict } from '../core/dedupe/shown-verdict.ts';

export interface RunReport {
  /** Objects looked at; `changed` are the ones that were read, `unchanged` the ones that the catalog knew. */
  readonly objects: { readonly seen: number; readonly changed: number; readonly unchanged: number; readonly failed: number };
  /** Records of the changed objects. */
  readonly documents: number;
  readonly live: { readonly canonical: number; readonly exactDuplicates: number; readonly nearDuplicates: number };
  /** Live documents that an earlier, longer article contains: canonical all the same. */
  readonly containedIn: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly deleted: number;
  /** Documents in which damaged characters were repaired, and how many spots. */
  readonly repaired: { readonly documents: number; readonly spots: number };
  /** Live documents by where their date was read. */
  readonly datedBy: Readonly<Record<string, number>>;
  readonly undated: number;
  readonly filesWritten: number;
  /** Objects that could not be read, with the reason: they are tried again by the next run. */
  readonly failures: readonly { readonly object: string; readonly reason: string }[];
}

/** Keeps the last state of each document that the run wrote: a later look may change an earlier verdict. */
export class RunTally {
  readonly #records = new Map<string, Pick<CatalogRecord, 'status' | 'rejection'> & { facts: Facts | null }>();
  #seen = 0;
  #changed = 0;
  #failed = 0;
  readonly #failures: { object: string; reason: string }[] = [];

  saw(unchanged: boolean): void {
    this.#seen++;
    if (!unchanged) this.#changed++;
  }

  failed(object: string, reason: string): void {
    this.#seen++;
    this.#failed++;
    this.#failures.push({ object, reason });
  }

  /** Work of this or an earlier run that waits: of no object of this run, or of one that was counted already. */
  leftInQueue(object: string, reason: string): void {
    if (!this.#failures.some((failure) => failure.object === object)) this.#failures.push({ object, reason });
  }

  /** `belongs`: a record of an object that this run read; others only count when they did before. */
  wrote(record: CatalogRecord, belongs: boolean): void {
    if (record.status === 'fence' || !(belongs || this.#records.has(record.documentId))) return;
    this.#records.set(record.documentId, { status: record.status, rejection: record.rejection, facts: factsOf(record) });
  }

  report(filesWritten: number): RunReport {
    const records = [...this.#records.values()];
    const facts = records.flatMap((record) => record.facts ?? []);
    const count = (test: (f: Facts) => boolean) => facts.filter(test).length;
    const deleted = records.filter(({ status }) => status === 'deleted').length;
    return {
      objects: {
        seen: this.#seen,
        changed: this.#changed,
        unchanged: this.#seen - this.#changed - this.#failed,
        failed: this.#failed,
      },
      documents: records.length - deleted,
      live: {
        canonical: count((f) => f.duplicate === null),
        exactDuplicates: count((f) => f.duplicate === 'exact'),
        nearDuplicates: count((f) => f.duplicate === 'near'),
      },
      containedIn: count((f) => f.contained),
      rejected: tally(records.flatMap(({ rejection }) => (rejection ? `${rejection.stage}: ${rejection.reason}` : []))),
      deleted,
      repaired: { documents: count((f) => f.repairs > 0), spots: facts.reduce((sum, f) => sum + f.repairs, 0) },
      datedBy: tally(facts.flatMap((f) => f.dateSource ?? [])),
      undated: count((f) => f.dateSource === null),
      filesWritten,
      failures: this.#failures,
    };
  }
}

interface Facts {
  readonly duplicate: 'exact' | 'near' | null;
  readonly contained: boolean;
  readonly repairs: number;
  readonly dateSource: string | null;
}

function factsOf({ documentId, content }: CatalogRecord): Facts | null {
  if (!content) return null;
  const verdict = shownVerdict(documentId, content);
  return {
    duplicate: verdict?.kind ?? null,
    contained: verdict?.containedIn != null,
    repairs: content.metadata.encoding_repairs,
    dateSource: content.metadata.published_date === null ? null : content.metadata.date_source,
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
