import type { Item } from './catalog-items.ts';

/** DynamoDB's typed form of a value, as the parts of our items that have one: in stream events `B` is base64. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: Uint8Array | string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: AttributeValues };

export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** An item out of its typed form. Binary values stay as they come. */
export function plainItem(values: AttributeValues): Item {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: AttributeValue): unknown {
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  if ('B' in value) return value.B;
  if ('BOOL' in value) return value.BOOL;
  if ('L' in value) return value.L.map(plainValue);
  if ('M' in value) return plainItem(value.M);
  return null;
}
