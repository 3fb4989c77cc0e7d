import { contextsAgree } from '../fingerprint/context.ts';
import { contextIn, HASH_DIGITS } from '../fingerprint/near-key.ts';
import type { Fingerprint } from '../model.ts';

/** How an index key of the near tier begins. */
const NEAR = 'n'.charCodeAt(0);

/** The index key that every document with this canonical text shares. */
export function exactKey({ scheme, contentSha256 }: Pick<Fingerprint, 'scheme' | 'contentSha256'>): string {
  return `x${scheme}:${contentSha256}`;
}

/** What a document is announced by, each an index key: those of the near tier, under which nearly the same texts meet, with a context. */
export interface Entries {
  readonly all: readonly string[];
  readonly exact: readonly string[];
  readonly near: readonly string[];
}

const knownEntries = new WeakMap<Fingerprint, Entries>();

/** A fingerprint is asked for them a dozen times on the way to its verdict: its lists are the same ones each time, and known by that. */
export function entriesOf(fingerprint: Fingerprint): Entries {
  const known = knownEntries.get(fingerprint);
  if (known) return known;
  const exact = [exactKey(fingerprint)];
  const near = fingerprint.nearKeys.map((key) => nearEntry(fingerprint.scheme, key));
  const entries = { all: [...exact, ...near], exact, near };
  knownEntries.set(fingerprint, entries);
  return entries;
}

const nearEntry = (scheme: number, nearKey: string): string => `n${scheme}:${nearKey}`;

/** The index key of an entry, be it of the exact or of the near tier. */
export function keyOf(entry: string): string {
  return entry.slice(0, keyLengthOf(entry));
}

/** What an entry says of the words around its key's. */
export function contextOf(entry: string): string {
  return entry.slice(keyLengthOf(entry));
}

/** How much of an entry is its index key. */
export function keyLengthOf(entry: string): number {
  return isNearKey(entry) ? entry.indexOf(':') + 1 + HASH_DIGITS : entry.length;
}

/** Whether an index key is one of the near tier. */
export function isNearKey(key: string): boolean {
  return key.charCodeAt(0) === NEAR;
}

/** The entries of the first under whose keys the other stands in an agreeing context: a look finds it. */
export function sharedEntries(a: Fingerprint, b: Fingerprint): string[] {
  if (a.scheme !== b.scheme) return [];
  const exact = a.contentSha256 === b.contentSha256 ? [exactKey(a)] : [];
  return [...exact, ...sharedNearKeys(a, b, Number.POSITIVE_INFINITY).map((key) => nearEntry(a.scheme, key))];
}

/** Whether a look under the keys of one finds the other, and has reason to read it. */
export function meet(a: Fingerprint, b: Fingerprint): boolean {
  if (a.scheme !== b.scheme) return false;
  return a.contentSha256 === b.contentSha256 || sharedNearKeys(a, b, 1).length > 0;
}

/** At most so many. Near keys ascend. */
function sharedNearKeys({ nearKeys: a }: Fingerprint, { nearKeys: b }: Fingerprint, limit: number): string[] {
  const shared: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length && shared.length < limit) {
    const one = a[i]!;
    const other = b[j]!;
    const difference = compareHashes(one, other);
    if (difference === 0 && contextsAgree(contextIn(one), contextIn(other))) shared.push(one);
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}

/** Most differ in the first digits, so that cutting the hashes out would take longer than comparing them. */
function compareHashes(a: string, b: string): number {
  const digits = Math.min(HASH_DIGITS, a.length, b.length);
  for (let i = 0; i < digits; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return digits < HASH_DIGITS ? a.length - b.length : 0;
}
