import type { LiveContent } from '../../core/catalog-record.ts';
import { METADATA_COLUMNS, type MetadataRow } from '../../core/lake/columns.ts';
import type { Fingerprint } from '../../core/model.ts';
import { objectOf, valuesOf } from './named-values.ts';

const METADATA_NAMES = METADATA_COLUMNS.map(({ name }) => name);

/** What stays as long as the text does, the larger part of a record, but for the sketch: a table of its own has it, without names. */
type Lasting = readonly [
  scheme: number,
  contentSha256: string,
  shingleCount: number,
  tokenCount: number,
  nearKeys: PackedKeys,
  metadata: MetadataRow | readonly unknown[],
];

/** Keys of one length as one text, after that length. */
type PackedKeys = readonly string[] | readonly [length: number, keys: string];

/** Two of them fit a page, which one with names and the sketch as text would have for itself. */
export function encodeLasting({ fingerprint, metadata }: LiveContent): [sketch: Uint8Array, content: string] {
  const { scheme, contentSha256, shingleCount, tokenCount, sketch, nearKeys } = fingerprint;
  const lasting: Lasting = [scheme, contentSha256, shingleCount, tokenCount, packKeys(nearKeys), packMetadata(metadata)];
  return [Buffer.from(sketch, 'base64'), JSON.stringify(lasting)];
}

export function decodeLasting(sketch: Uint8Array, content: string): Pick<LiveContent, 'fingerprint' | 'metadata'> {
  const [scheme, contentSha256, shingleCount, tokenCount, keys, metadata]: Lasting = JSON.parse(content);
  const { buffer, byteOffset, byteLength } = sketch;
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  const fingerprint: Fingerprint = {
    scheme,
    contentSha256,
    shingleCount,
    sketch: base64,
    nearKeys: unpackKeys(keys),
    tokenCount,
  };
  return { fingerprint, metadata: unpackMetadata(metadata) };
}

/** Whether the lasting parts are known to be the same: records are never changed, so those of one object are. */
export function isSameLasting(a: LiveContent | null | undefined, b: LiveContent): boolean {
  return a?.fingerprint === b.fingerprint && a.metadata === b.metadata;
}

function packKeys(keys: readonly string[]): PackedKeys {
  const length = keys[0]?.length ?? 0;
  return length > 0 && keys.every((key) => key.length === length) ? [length, keys.join('')] : keys;
}

function unpackKeys(packed: PackedKeys): readonly string[] {
  const [length, text] = packed;
  if (typeof length !== 'number') return packed as readonly string[];
  return Array.from({ length: text!.length / length }, (_, i) => text!.slice(i * length, (i + 1) * length));
}

/** The values of all columns; as it is when it has not them all. */
function packMetadata(metadata: MetadataRow): MetadataRow | readonly unknown[] {
  const values = valuesOf(METADATA_NAMES, metadata);
  return values.includes(undefined) ? metadata : values;
}

function unpackMetadata(packed: MetadataRow | readonly unknown[]): MetadataRow {
  return Array.isArray(packed) ? objectOf(METADATA_NAMES, packed) : (packed as MetadataRow);
}
