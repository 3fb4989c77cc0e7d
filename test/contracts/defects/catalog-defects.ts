import { indexAndScanDefects } from './catalog-index-defects.ts';
import { recordDefects } from './catalog-record-defects.ts';

export const catalogDefects = [...recordDefects, ...indexAndScanDefects];
