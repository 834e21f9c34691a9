import type { Pace } from './pace.ts'

/** `work` on each entry, at most `limit` at once, which may change meanwhile; results in the entries' order. */
export function inParallel<T, R>(
  entries: readonly T[],
  limit: number | Pick<Pace, 'atOnce'>,
  work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = entries.entries()
  const most = () => Math.max(1, typeof limit === 'number' ? limit : limit.atOnce)
  let working = 0
  let left = entries.length
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      left = 0
      reject(error)
    }
    const goOn = () => {
      if (left === 0 && working === 0) resolve(results)
      while (left > 0 && working < most()) {
        const { done, value } = queue.next()
        if (done) return
        const [index, entry] = value
        left -= 1
        working += 1
        work(entry, index).then((result) => {
          results[index] = result
          working -= 1
          goOn()
        }, fail)
      }
    }
    goOn()
  })
}
