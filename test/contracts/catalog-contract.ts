import type { Catalog, ChangeFeed } from '../../lib/ports/catalog.ts';
import { catalogIndexContract } from './catalog-index-contract.ts';
import { catalogRecordsContract } from './catalog-records-contract.ts';
import { catalogScansContract } from './catalog-scans-contract.ts';
import { changeFeedContract } from './change-feed-contract.ts';
import type { Contract } from './contract.ts';

/** What `Catalog` promises: records, the fingerprint index and takedown list, scans. */
export const catalogContract: Contract<Catalog> = [...catalogRecordsContract, ...catalogIndexContract, ...catalogScansContract];

/** What a catalog promises whose changes are pulled. */
export const feedingCatalogContract: Contract<Catalog & ChangeFeed> = [...catalogContract, ...changeFeedContract];
