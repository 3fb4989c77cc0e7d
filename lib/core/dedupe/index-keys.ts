import { contextsAgree } from '../fingerprint/context.ts';
import { contextIn, HASH_DIGITS, hashOf } from '../fingerprint/near-key.ts';
import type { Fingerprint } from '../model.ts';

/** The index key that every document with this canonical text shares. */
export function exactKey({ scheme, contentSha256 }: Pick<Fingerprint, 'scheme' | 'contentSha256'>): string {
  return `x${scheme}:${contentSha256}`;
}

/** What a document is announced by in the near tier: each an index key, under which nearly the same texts meet, and its context. */
export function nearEntries({ scheme, nearKeys }: Fingerprint): string[] {
  return nearKeys.map((key) => nearEntry(scheme, key));
}

const nearEntry = (scheme: number, nearKey: string): string => `n${scheme}:${nearKey}`;

/** The index key of an entry, be it of the exact or of the near tier. */
export function keyOf(entry: string): string {
  return isNearKey(entry) ? entry.slice(0, entry.indexOf(':') + 1 + HASH_DIGITS) : entry;
}

/** What an entry says of the words around its key's. */
export function contextOf(entry: string): string {
  return entry.slice(keyOf(entry).length);
}

/** Whether an index key is one of the near tier. */
export function isNearKey(key: string): boolean {
  return key.startsWith('n');
}

/** The entries of the first under whose keys the other stands in an agreeing context: a look finds it. Near keys ascend. */
export function sharedEntries(a: Fingerprint, b: Fingerprint): string[] {
  if (a.scheme !== b.scheme) return [];
  const shared = a.contentSha256 === b.contentSha256 ? [exactKey(a)] : [];
  let i = 0;
  let j = 0;
  while (i < a.nearKeys.length && j < b.nearKeys.length) {
    const [one, other] = [a.nearKeys[i]!, b.nearKeys[j]!];
    const [keyA, keyB] = [hashOf(one), hashOf(other)];
    if (keyA === keyB && contextsAgree(contextIn(one), contextIn(other))) shared.push(nearEntry(a.scheme, one));
    if (keyA <= keyB) i++;
    if (keyB <= keyA) j++;
  }
  return shared;
}

/** Whether a look under the keys of one finds the other, and has reason to read it. */
export function meet(a: Fingerprint, b: Fingerprint): boolean {
  return sharedEntries(a, b).length > 0;
}
