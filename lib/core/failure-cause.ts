/** Longer ones say no more about the cause. */
const MAX_LENGTH = 300;
/** Shorter names may be words of the sentence. */
const MIN_SUBJECT = 4;

/**
 * Why something failed, in words that are the same for everything that failed for the same reason: without the names of what
 * it failed on (`subjects`), without ids, hashes and numbers.
 */
export function failureCause(error: unknown, subjects: readonly string[]): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // Longest first: a key may be a part of another.
  const names = subjects.filter(({ length }) => length >= MIN_SUBJECT).sort((a, b) => b.length - a.length);
  const anonymous = names.reduce((rest, name) => rest.replaceAll(name, '…'), text);
  return plain(anonymous)
    .replace(/\b[0-9a-f]{16,}\b/g, '…')
    .replace(/\b\d+\b/g, '#')
    .slice(0, MAX_LENGTH)
    .trim();
}

/** One line of characters that every queue and terminal takes. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Cn}\p{Zl}\p{Zp}\s]+/gu, ' ');
}
