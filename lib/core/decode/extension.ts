/** Compressions are no formats: each format may wear one of these endings. */
const COMPRESSIONS = ['gz', 'gzip', 'zst', 'zstd'];

/** The last extension of a key, in lower case, not counting one of a compression; empty when it has none. */
export function extensionOf(key: string): string {
  const parts = key
    .slice(key.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.');
  if (parts.length > 1 && COMPRESSIONS.includes(parts.at(-1)!)) parts.pop();
  return parts.length > 1 ? parts.at(-1)! : '';
}
