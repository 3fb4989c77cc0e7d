export type { EncodeOptions, Row, RowFormat } from '../core/lake/row-format.ts';
