/** Requests in flight at once: enough to hide a cloud's latency, few enough for memory. */
const IN_FLIGHT = 8;

/** `map` over the items with a bounded number under way; results in the order of the items. */
export async function concurrently<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += IN_FLIGHT) {
    results.push(...(await Promise.all(items.slice(start, start + IN_FLIGHT).map(map))));
  }
  return results;
}
