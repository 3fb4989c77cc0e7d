export interface OrderFacts {
  /** Milliseconds since 1970. */
  readonly firstSeen: number;
  /** `YYYY-MM-DD` */
  readonly publishedDate: string | null;
  readonly recordName: string;
  readonly contentSha256: string;
  readonly documentId: string;
}

const MAX_NAME_CHARS = 120;
/** Sorts after every date: what states a day was probably published before what doesn't. */
const UNDATED = '~'.repeat(10);

/**
 * Who was first, as a string that sorts by code units: of similar articles the one with the least order is canonical.
 * Facts of the delivery come first, so that a claimed date can't take over an article that arrived before. Then comes what the
 * article itself carries, so that the same articles get the same verdicts whether they come as files or as one JSONL, in any
 * order. The document id only makes it unique. A space, which sorts before all that a name can hold, separates the parts.
 */
export function orderOf({ firstSeen, publishedDate, recordName, contentSha256, documentId }: OrderFacts): string {
  const time = Math.max(0, Math.floor(firstSeen)).toString().padStart(16, '0');
  return `${time} ${publishedDate ?? UNDATED} ${asciiName(recordName)} ${contentSha256} ${documentId}`;
}

/** The record's own id, else the file's name without folders and extensions. */
export function recordNameOf(sourceRecordId: string | null, key: string): string {
  if (sourceRecordId !== null) return sourceRecordId;
  const name = key.slice(key.lastIndexOf('/') + 1);
  return name
    .replace(/\.(?:gz|zst)$/i, '')
    .replace(/\.(?:txt|text|md|markdown|json|jsonl|ndjson|html?|xhtml|rss|atom|rdf|xml|eml|mbox|warc)$/i, '');
}

function asciiName(name: string): string {
  return encodeURIComponent(name.slice(0, MAX_NAME_CHARS).toWellFormed()).slice(0, MAX_NAME_CHARS);
}
