/** `work` on each entry, at most `limit` at once; results in the order of the entries. */
export async function inParallel<T, R>(
  entries: readonly T[],
  limit: number,
  work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = entries.entries()
  const worker = async () => {
    for (const [index, entry] of queue) results[index] = await work(entry, index)
  }
  await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, worker))
  return results
}
