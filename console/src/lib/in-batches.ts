/** Runs `task` over all items, at most `width` at a time; tells how many failed, and the first reason. */
export async function inBatches<T>(items: readonly T[], width: number, task: (item: T) => Promise<unknown>): Promise<{ failed: number; reason: unknown }> {
  let failed = 0;
  let reason: unknown = null;
  for (let start = 0; start < items.length; start += width) {
    const results = await Promise.allSettled(items.slice(start, start + width).map(task));
    for (const result of results) {
      if (result.status !== 'rejected') continue;
      failed += 1;
      reason ??= result.reason;
    }
  }
  return { failed, reason };
}
