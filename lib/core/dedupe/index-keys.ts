import type { Fingerprint } from '../model.ts';

/** The index key that every document with this canonical text shares. */
export function exactKey({ scheme, contentSha256 }: Pick<Fingerprint, 'scheme' | 'contentSha256'>): string {
  return `x${scheme}:${contentSha256}`;
}

/** The index keys under which nearly the same texts meet. */
export function nearKeys({ scheme, nearKeys }: Fingerprint): string[] {
  return nearKeys.map((key) => `n${scheme}:${key}`);
}

/** Whether an index key is one of `nearKeys`. */
export function isNearKey(key: string): boolean {
  return key.startsWith('n');
}

/** Whether a look-up under the keys of one finds the other. Near keys ascend. */
export function shareKey(a: Fingerprint, b: Fingerprint): boolean {
  if (a.scheme !== b.scheme) return false;
  if (a.contentSha256 === b.contentSha256) return true;
  let i = 0;
  let j = 0;
  while (i < a.nearKeys.length && j < b.nearKeys.length) {
    const keyA = a.nearKeys[i]!;
    const keyB = b.nearKeys[j]!;
    if (keyA === keyB) return true;
    if (keyA < keyB) i++;
    else j++;
  }
  return false;
}
