import type { Decoded } from './rejection.ts';

/** An input format: an entry in `formats.ts`. */
export interface Format {
  readonly name: string;
  readonly extensions: readonly string[];
  /** What a header may call it, in lower case. */
  readonly mediaTypes: readonly string[];
  /** Bytes that one object may have, unfolded. */
  readonly maxBytes: number;
  /** Whether the first characters look like it; asked, in order, when the extension says nothing. */
  readonly sniff: (head: string) => boolean;
  /** Whether its records stand for themselves, so that those before a cut in compressed data are worth reading. */
  readonly survivesCut?: true;
  /** `declared`: the charset that a header names. Libraries of one format only are loaded with the first document that needs them. */
  readonly decode: (bytes: Uint8Array, declared: string | null, formats: Formats) => Decoded[] | Promise<Decoded[]>;
}

/** All formats, for one whose records are in others. */
export interface Formats {
  readonly byMediaType: (type: string) => Format | undefined;
  readonly bySniffing: (bytes: Uint8Array) => Format;
  readonly decode: (bytes: Uint8Array, format: Format, declared: string | null) => Promise<Decoded[]>;
}
