/** How an answer can be printed. */
export const FORMATS = ['table', 'vertical', 'jsonl', 'csv', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];

/** Whom an export is for. */
export const FLAVOURS = ['compatible'] as const;
/** How an export can be compressed. */
export const CODECS = ['snappy', 'gzip'] as const;
export type Codec = (typeof CODECS)[number];
