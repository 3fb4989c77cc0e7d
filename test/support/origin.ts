import type { Origin } from '../../lib/core/extract/article.ts';

/** Milliseconds since 1970. Fixed: no test may depend on when it runs. */
export const RECEIVED_AT = Date.UTC(2026, 10, 30, 12);

export const originOf = (key: string, receivedAt = RECEIVED_AT): Origin => ({ key, receivedAt });
