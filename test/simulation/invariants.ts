import { type CatalogRecord, isVisible } from '../../lib/core/catalog-record.ts';
import type { CatalogWrite } from '../../lib/ports/catalog.ts';
import type { LocalPorts } from '../../lib/ports/ports.ts';

export class Violation extends Error {
  override name = 'Violation';
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

/** Watches the stores and says at once when a promise is broken. */
export class Invariants {
  checks = 0;
  readonly #last = new Map<string, CatalogRecord>();
  /** Per object: the greatest version that was deleted. */
  readonly #deleted = new Map<string, number>();
  /** Every decision that was ever made, by document and revision. */
  readonly decisions = new Set<string>();
  /** The record of every change, by sequence, from 1 on. */
  readonly changes: CatalogRecord[] = [];
  first: Violation | null = null;
  /** Called when a change of the catalog is to be exported. */
  onChange: (record: CatalogRecord) => void = () => {};

  violated(invariant: string, message: string): void {
    this.first ??= new Violation(invariant, message);
  }

  check(holds: boolean, invariant: string, message: () => string): void {
    this.checks++;
    if (!holds) this.violated(invariant, message());
  }

  sourceDeleted(key: string, version: string): void {
    this.#deleted.set(key, versionNumber(version));
  }

  watchedCatalog(catalog: LocalPorts['catalog']): LocalPorts['catalog'] {
    const write = async (writes: readonly CatalogWrite[]) => {
      const answers = await catalog.write(writes);
      writes.forEach(({ record }, i) => {
        if (answers[i] !== 'written') return;
        this.#recordWritten(record);
        if (record.decision) this.decisions.add(`${record.documentId} ${record.decision.revision}`);
        if (!isVisible(record)) return;
        this.changes.push(record);
        this.onChange(record);
      });
      return answers;
    };
    return new Proxy(catalog, {
      get: (target, name) => {
        if (name === 'write') return write;
        const member = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
  }

  #recordWritten(record: CatalogRecord): void {
    const before = this.#last.get(record.documentId);
    this.#last.set(record.documentId, record);
    this.check(
      record.revision === (before?.revision ?? 0) + 1,
      'I1',
      () => `${nameOf(record)}: revision ${before?.revision} → ${record.revision}`,
    );
    if (!before || before.status === 'fence') return;
    this.check(
      !this.#goesBack(before, record),
      'I1',
      () => `${nameOf(record)}: version ${before.objectVersion} → ${record.objectVersion}`,
    );
    this.check(
      record.objectVersion === null || record.objectVersion !== before.objectVersion || record.receivedAt === before.receivedAt,
      'I1',
      () => `${nameOf(record)}: ${record.objectVersion} received at ${before.receivedAt} → ${record.receivedAt}`,
    );
    this.check(
      record.visibleRevision >= before.visibleRevision,
      'I4',
      () => `${nameOf(record)}: visible ${before.visibleRevision} → ${record.visibleRevision}`,
    );
    this.check(
      record.generation >= before.generation,
      'I1',
      () => `${nameOf(record)}: generation ${before.generation} → ${record.generation}`,
    );
    this.check(
      record.rulesVersion >= before.rulesVersion,
      'I1',
      () => `${nameOf(record)}: rules ${before.rulesVersion} → ${record.rulesVersion}`,
    );
  }

  /** A null version is right only when the former version, or a later one, was deleted. */
  #goesBack(before: CatalogRecord, record: CatalogRecord): boolean {
    if (before.objectVersion === null) {
      return record.objectVersion !== null && versionNumber(record.objectVersion) < (this.#seen.get(record.documentId) ?? 0);
    }
    const former = versionNumber(before.objectVersion);
    this.#seen.set(record.documentId, former);
    if (record.objectVersion === null) return (this.#deleted.get(record.key) ?? 0) < former;
    return versionNumber(record.objectVersion) < former;
  }
  readonly #seen = new Map<string, number>();
}

const versionNumber = (version: string): number => Number(version.slice(1));
const nameOf = ({ key, index }: CatalogRecord): string => `${key}#${index}`;
