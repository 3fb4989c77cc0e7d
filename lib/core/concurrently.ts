/** Enough to hide a cloud's latency, few enough for memory. */
const IN_FLIGHT = 8;

/**
 * `map` over the items with at most `limit` under way; results in the order of the items. After a failure no more are begun,
 * and it is thrown once those under way have ended: nothing goes on behind the caller's back.
 */
export async function concurrently<T, R>(
  items: readonly T[],
  map: (item: T) => Promise<R>,
  limit: number = IN_FLIGHT,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      const at = next++;
      try {
        results[at] = await map(items[at]!);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
}
