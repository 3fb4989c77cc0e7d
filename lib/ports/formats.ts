export type { Row, RowFormat } from '../core/lake/row-format.ts';
