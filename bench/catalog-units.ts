/** The units that DynamoDB bills for an article, by the sizes of its items: `node bench/catalog-units.ts [count]`. */
import { marshall } from '@aws-sdk/util-dynamodb';
import { postingItem, recordItem } from '../lib/adapters/aws/catalog-items.ts';
import { openMemory } from '../lib/adapters/memory/open-memory.ts';
import { HEAD_ATTRIBUTES } from '../lib/core/deployment.ts';
import { announcedPostings } from '../lib/core/index-exposure.ts';
import { parser } from '../lib/core/parser.ts';
import { exportRecords } from '../lib/pipeline/export-records.ts';
import { reconcile } from '../lib/pipeline/reconcile.ts';
import { drain } from '../lib/pipeline/work.ts';
import type { Announcement, Catalog, CatalogWrite, Posting } from '../lib/ports/catalog.ts';
import { textOf } from '../test/support/texts.ts';

const KB = 1024;
const FIRST_LANDED = 1_772_600_000_000;

/** As the developer guide has it: names and texts in UTF-8, numbers by their digits, 3 bytes a map or list and 1 a value in it. */
function sizeOf(value: Record<string, unknown>): number {
  const [type, of] = Object.entries(value)[0]!;
  switch (type) {
    case 'S':
      return Buffer.byteLength(of as string);
    case 'N':
      return Math.ceil((of as string).replace(/[-.]/g, '').length / 2) + 1;
    case 'B':
      return (of as Uint8Array).length;
    case 'M':
      return 3 + attributesSize(of as Record<string, Record<string, unknown>>) + Object.keys(of as object).length;
    case 'L':
      return 3 + (of as Record<string, unknown>[]).reduce((sum, one) => sum + sizeOf(one) + 1, 0);
    default:
      return 1;
  }
}

function attributesSize(item: Record<string, Record<string, unknown>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0);
}

const itemSize = (item: object) => attributesSize(marshall(item, { removeUndefinedValues: true }) as never);

const bill = { records: 0, recordUnits: 0, headUnits: 0, postings: 0, recordBytes: 0, postingBytes: 0 };
const seen = new Map<string, { size: number; head: string }>();

function billWrite({ record }: CatalogWrite): void {
  const item = recordItem(record);
  const size = itemSize(item);
  const former = seen.get(record.documentId);
  // An overwrite costs the larger of the two; the index is written when something that it projects changed.
  const head = JSON.stringify(HEAD_ATTRIBUTES.map((name) => item[name]));
  bill.records++;
  bill.recordUnits += Math.ceil(Math.max(size, former?.size ?? 0) / KB);
  if (former?.head !== head) bill.headUnits++;
  bill.recordBytes += size - (former?.size ?? 0);
  seen.set(record.documentId, { size, head });
}

function billPosting(posting: Posting): void {
  bill.postings++;
  bill.postingBytes += itemSize(postingItem(posting));
}

function billing(catalog: Catalog): Catalog {
  const handler: ProxyHandler<Catalog> = {
    get(target, property) {
      const method = Reflect.get(target, property);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        if (property === 'write') (args[0] as CatalogWrite[]).forEach(billWrite);
        if (property === 'announce') (args[0] as Announcement[]).flatMap(announcedPostings).forEach(billPosting);
        if (property === 'unpost') bill.postings += (args[0] as Posting[]).length;
        return method.apply(target, args);
      };
    },
  };
  return new Proxy(catalog, handler);
}

const count = Number(process.argv[2] ?? 400);
const memory = openMemory();
const ports = { ...memory, catalog: billing(memory.catalog) };
let ids = 0;
const options = { parser, newId: () => `id-${ids++}` };
for (const prefix of ['new', 'copy']) {
  for (const key of Object.keys(bill)) bill[key as keyof typeof bill] = 0;
  const names = Array.from({ length: count }, (_, i) => ({ bucket: 'articles', key: `wire/2026/03/${prefix}-${i}.txt` }));
  let bytes = 0;
  for (const [i, name] of names.entries()) {
    const text = new TextEncoder().encode(`Headline of the article ${i}\n\n${textOf(i, 600)}\n`);
    bytes += text.length;
    memory.landing.put(name, text, FIRST_LANDED + (prefix === 'copy' ? 86_400_000 : 0));
  }
  for (let from = 0; from < count; from += 100) await reconcile(ports, names.slice(from, from + 100), options);
  await drain(ports, options);
  const a = (sum: number) => (sum / count).toFixed(2);
  console.log(
    `${prefix.padEnd(5)} of ${(bytes / count / 1000).toFixed(1)} kB: ${a(bill.records)} records = ${a(bill.recordUnits)} units, ` +
      `${a(bill.headUnits)} in the index of heads, ${a(bill.postings)} postings; ` +
      `${a(bill.recordBytes)} bytes a record, ${a(bill.postingBytes)} of postings`,
  );
}
let reads = 0;
const counted = {
  read: (asked: readonly string[]) => {
    reads += asked.length;
    return memory.catalog.read(asked);
  },
};
const changes = await memory.catalog.changes(0, 10 * count);
const hints = changes.map(({ record }) => ({ record, writtenAt: memory.clock.now() }));
await exportRecords({ ...memory, catalog: counted }, hints, options);
console.log(`export: ${(reads / new Set(hints.map(({ record }) => record.documentId)).size).toFixed(2)} records read a document`);
