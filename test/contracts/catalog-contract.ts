import type { Catalog, ChangeFeed } from '../../lib/ports/catalog.ts';
import { catalogIndexContract } from './catalog-index-contract.ts';
import { catalogRecordsContract } from './catalog-records-contract.ts';
import { catalogScansContract } from './catalog-scans-contract.ts';
import type { Contract } from './contract.ts';

/** What `Catalog` promises: records and changes, the fingerprint index and takedown list, scans. */
export const catalogContract: Contract<Catalog & ChangeFeed> = [...catalogRecordsContract, ...catalogIndexContract, ...catalogScansContract];
