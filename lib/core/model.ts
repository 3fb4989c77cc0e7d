/** The nouns, in the order in which an article meets them. */
import type { MetadataRow, Removal } from './lake/columns.ts';
import type { QualityFlag } from './lake/quality-flags.ts';

/** An object in the landing bucket. */
export interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

/** One version of an object, as the source states it. */
export interface ObjectVersion extends ObjectName {
  readonly version: string;
  /** Milliseconds since 1970: when it landed (LastModified). */
  readonly lastModified: number;
  /** `lastModified`, floored to what the source can be trusted with: S3 a second, a folder a day (copying resets its times). */
  readonly firstSeen: number;
  readonly size: number;
}

/** Values that a container (JSON, front matter) states beside the text. They win over what is found in the text. */
export interface StatedFields {
  readonly title?: string;
  readonly subtitle?: string;
  readonly authors?: readonly string[];
  readonly url?: string;
  readonly source_name?: string;
  readonly section?: string;
  readonly keywords?: readonly string[];
  readonly language?: string;
  /** Candidates as written, best first; parsing and choosing is normalization's work. */
  readonly published?: readonly string[];
  readonly modified?: string;
  /** The day (`YYYY-MM-DD`) that a page shows as that of the publication, in its own zone. */
  readonly shown_day?: string;
  /** What a page says of pictures beside the text. */
  readonly captions?: readonly string[];
  /** That the whole text costs money; absent: it does not, or nobody says. */
  readonly paid?: true;
}

/** One record of an object, decoded to text. */
export interface DecodedRecord {
  readonly index: number;
  readonly sourceRecordId: string | null;
  /** SHA-256 of the record as received, hexadecimal. */
  readonly rawSha256: string;
  readonly format: 'plain_text' | 'markdown' | 'html';
  readonly content: string;
  readonly charset: string;
  readonly stated: StatedFields;
  /** Whether the text came in a named field of a record rather than as a whole file. */
  readonly fromFields: boolean;
  /** What held it among others, whose name says nothing of it; absent: a file of its own, or JSON. */
  readonly container?: 'feed' | 'mail' | 'warc';
  /** What to beware of in the record as it came; absent: nothing. */
  readonly flags?: readonly QualityFlag[];
}

export type RejectionStage = 'decode' | 'extract' | 'normalize' | 'policy';
export type RejectionReason =
  | 'empty'
  | 'too_large'
  | 'binary'
  | 'truncated'
  | 'bomb'
  | 'unsupported_format'
  | 'bad_json'
  | 'malformed'
  | 'http_status'
  | 'schema'
  | 'too_deep'
  | 'no_body'
  | 'blocked';

/** A record that can't become an article. A value, not an exception: it is counted, kept and queried. */
export interface Rejection {
  readonly index: number;
  readonly sourceRecordId: string | null;
  readonly rawSha256: string | null;
  readonly stage: RejectionStage;
  readonly reason: RejectionReason;
  readonly detail: string;
}

/** A news item in canonical form: the metadata columns and the text. */
export interface Article {
  readonly metadata: MetadataRow;
  /** Paragraphs separated by a blank line; never empty. */
  readonly body: string;
  readonly captions: readonly string[];
  readonly removed: readonly Removal[];
  /** Dates that it states but can't be of, since they lie after the receipt; absent: none. */
  readonly refusedDates?: readonly RefusedDate[];
}

/** A stated date that was passed over. */
export interface RefusedDate {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** As in the column `date_source`. */
  readonly source: string;
}

/** What parsing made of one record. */
export type ParsedRecord =
  | { readonly kind: 'article'; readonly record: DecodedRecord; readonly article: Article; readonly fingerprint: Fingerprint }
  | { readonly kind: 'rejection'; readonly rejection: Rejection };

/** What dedupe knows of a text. Never the text itself. */
export interface Fingerprint {
  /** Fingerprints of different schemes are never compared. */
  readonly scheme: number;
  /** SHA-256 of the canonical text, hexadecimal. */
  readonly contentSha256: string;
  /** Distinct shingles of the text: runs of three words. */
  readonly shingleCount: number;
  /** A sample of the shingles with their places, and the text's figures; see `encodeSketch`. */
  readonly sketch: string;
  /**
   * Index keys of the near tier, ascending: sampled hashes of runs of five tokens, 16 hexadecimal digits each, and behind them
   * 8 characters of the words around the run; see `contextsAgree`. Empty for a text without letters and digits.
   */
  readonly nearKeys: readonly string[];
  /** Tokens of the canonical text. */
  readonly tokenCount: number;
}

/** Two texts in numbers, as far as the rule looked at them that found them related. */
export interface Comparison {
  readonly jaccard: number;
  readonly containment: number;
  readonly rule: 'jaccard' | 'containment' | 'passages' | 'contained';
  /** What the rule asks for: of `jaccard`, or for `contained` of `containment`. */
  readonly threshold: number;
  /** Estimated unless both texts are short. */
  readonly sharedShingles: number;
}

/** What dedupe decided: of what, how near, by which evidence. */
export interface Verdict {
  readonly duplicateOf: string | null;
  readonly kind: 'exact' | 'near' | null;
  /** Jaccard similarity with `duplicateOf`, 0 to 1. */
  readonly score: number | null;
  readonly containedIn: string | null;
  /** The numbers behind `duplicateOf`, or else `containedIn`; null for neither and for the same text. */
  readonly comparison?: Comparison | null;
  readonly evidence: string | null;
  /** Every earlier article that this one is an exact or near duplicate of, and not loosely: the edges that clusters are made of first. */
  readonly edges: readonly string[];
  /** Longer, earlier ones that are nearly the same only loosely: this one is a part of them (`isLoose`). Absent for none. */
  readonly partOf?: readonly string[];
  /** Shorter, earlier ones that are a part of this one. Absent for none. */
  readonly holds?: readonly HeldPart[];
}

/** A part of a longer text, with its place in the order of articles. */
export interface HeldPart {
  readonly documentId: string;
  readonly order: string;
}

export type Decided = 'canonical' | 'exact' | 'near' | 'contained' | 'rejected' | 'deleted';

export type Cause =
  | 'new'
  | 'overwritten'
  | 'rules_changed'
  /** One that came before it was found: it arrived later, or its text changed. */
  | 'earlier_article'
  /** What it repeated is gone, or says something else. */
  | 'original_gone'
  /** What it repeats is still the same document, but with another text or another score. */
  | 'original_changed'
  /** Clustering gave a text that holds it, or that it holds, to another article, or gave it back. */
  | 'clustered'
  | 'takedown'
  | 'takedown_lifted'
  | 'deleted';

/** What was decided of a document, when and why: what a row of the ledger says beside the verdict itself. */
export interface Decision {
  /** The visible revision that it came with. Later ones may carry it on: a row's cluster changes without any decision. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly decidedAt: number;
  readonly cause: Cause;
  readonly verdict: Decided;
  readonly duplicateOf: string | null;
  readonly previous: { readonly verdict: Decided; readonly duplicateOf: string | null } | null;
}
