/** How an answer can be printed. */
export const FORMATS = ['table', 'jsonl', 'csv', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];
