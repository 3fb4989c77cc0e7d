/**
 * Ingest is level-triggered: a name only hints that the object may have changed. The catalog record is read first and the
 * source second, so that whoever writes with the record's revision has seen a source at least as new.
 */
import { type CatalogRecord, documentIdOf } from '../core/catalog-record.ts';
import { concurrently } from '../core/concurrently.ts';
import { mostBytes } from '../core/decode/formats.ts';
import { tooLarge } from '../core/decode/rejection.ts';
import { TransientError } from '../core/errors.ts';
import type { DecodedRecord, ObjectName, ObjectVersion, Rejection } from '../core/model.ts';
import type { Parser } from '../core/parser.ts';
import { receivedAt } from '../core/receipt.ts';
import { blank, type Delivery } from '../core/transitions.ts';
import type { Landing } from '../ports/landing.ts';
import type { Ports } from '../ports/ports.ts';
import { absent, type Change, changeOf, commitContent, type ReconcileOptions, refuseNewerRules } from './commit-content.ts';
import { type Pack, reconcilePack } from './reconcile-pack.ts';

export type { ReconcileOptions } from './commit-content.ts';

/** An object whose records are all settled; `unchanged`: there was nothing to do. */
export interface Reconciled {
  readonly name: ObjectName;
  readonly unchanged: boolean;
}

/** Somebody newer wrote the record meanwhile; the object has to be read again. */
const MAX_TRIES = 30;
/** Small objects that are read and parsed at once: hides a cloud's latency and gives threads work, within few megabytes. */
const READ_TOGETHER = 32;
const SMALL_BYTES = 256 * 1024;

/** Brings the catalog up to date with these objects. Throws `TransientError` when it can't finish; repeating is safe. */
export async function reconcile(ports: Ports, names: readonly ObjectName[], options: ReconcileOptions): Promise<Reconciled[]> {
  const results: Reconciled[] = [];
  let pending = names;
  for (let attempt = 0; pending.length > 0; attempt++) {
    if (attempt === MAX_TRIES)
      throw new TransientError(`${pending.length} objects were still contended after ${MAX_TRIES} tries.`);
    pending = await reconcileOnce(ports, pending, options, results);
  }
  return results;
}

async function reconcileOnce(
  ports: Ports,
  names: readonly ObjectName[],
  options: ReconcileOptions,
  results: Reconciled[],
): Promise<ObjectName[]> {
  const heads = await ports.catalog.read(names.map((name) => documentIdOf(name, 0)));
  const single: Change[] = [];
  const again: ObjectName[] = [];
  const looks = await concurrently(names, async (name): Promise<Look> => {
    const head = { ...(heads.get(documentIdOf(name, 0)) ?? blank(name, 0)), ...name, index: 0 };
    return { name, head, seen: await ports.landing.stat(name) };
  });
  const changed: Look[] = [];
  for (const look of looks) {
    if (isUnchanged(look, options)) results.push({ name: look.name, unchanged: true });
    else changed.push(look);
  }
  for (const group of readTogether(changed)) {
    for (const plan of await Promise.all(group.map((look) => planObject(ports, look, options)))) {
      if (plan.kind === 'one') {
        single.push(plan.change);
        continue;
      }
      const name = nameOf(plan.head);
      if (await reconcilePack(ports, plan, options)) results.push({ name, unchanged: false });
      else again.push(name);
    }
  }
  const { done, lost } = await commitContent(ports, single, options);
  for (const record of done) results.push({ name: nameOf(record), unchanged: false });
  return [...again, ...lost.map(nameOf)];
}

/** An object as the catalog knows it, and then as the source does. */
interface Look {
  readonly name: ObjectName;
  readonly head: CatalogRecord;
  readonly seen: ObjectVersion | null;
}

/**
 * Absence has no version, so an absent object is never unchanged: a worker that read it while it was there may be about to
 * write it, and only a new revision, also of a tombstone, makes that fail.
 */
function isUnchanged({ head, seen }: Look, { parser, force }: ReconcileOptions): boolean {
  if (force || head.object?.complete !== true || head.rulesVersion < parser.rulesVersion) return false;
  return seen !== null && seen.version === head.objectVersion;
}

/** Small objects in groups, to be read and parsed at once; a large one alone. */
function* readTogether(looks: readonly Look[]): Generator<readonly Look[]> {
  let group: Look[] = [];
  for (const look of looks) {
    const isSmall = (look.seen?.size ?? 0) <= SMALL_BYTES;
    if (group.length > 0 && (!isSmall || group.length === READ_TOGETHER)) {
      yield group;
      group = [];
    }
    if (isSmall) group.push(look);
    else yield [look];
  }
  if (group.length > 0) yield group;
}

async function planObject(
  ports: Ports,
  { name, head, seen }: Look,
  { parser }: ReconcileOptions,
): Promise<{ kind: 'one'; change: Change } | Pack> {
  refuseNewerRules(head, parser);
  const { source, records } = await readObject(ports.landing, seen, parser);
  const extent = head.object?.extent ?? 0;
  const generation = head.generation + 1;
  const now = ports.clock.now();
  if (records.length > 1 || extent > 1) return { kind: 'pack', head, generation, source, records, readAt: now };
  const object = { extent: 1, complete: false };
  const rulesVersion = parser.rulesVersion;
  const version = source ?? absent(name);
  const delivery: Delivery = { generation, rulesVersion, version, receivedAt: receivedAt(head, version, now), object };
  return { kind: 'one', change: await changeOf(head, delivery, records[0], parser) };
}

/** One that is too large is not read: its listing says enough. */
async function readObject(
  landing: Landing,
  seen: ObjectVersion | null,
  parser: Parser,
): Promise<{ source: ObjectVersion | null; records: readonly (DecodedRecord | Rejection)[] }> {
  const most = mostBytes(seen?.key ?? '');
  if (seen && seen.size > most) return { source: seen, records: [tooLarge(seen.size, most)] };
  const source = seen && (await landing.read(seen));
  return { source, records: source ? await parser.decode(source.key, source.bytes) : [] };
}

const nameOf = ({ bucket, key }: CatalogRecord): ObjectName => ({ bucket, key });
