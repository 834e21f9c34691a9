/** What is remembered for a while; of too much, what was kept first is forgotten first. */
export interface Memory<T> {
  recall(key: string): T | undefined
  /** `until` in milliseconds since 1970. */
  keep(key: string, value: T, until: number): void
}

export function memory<T>(now: () => Date, most = 1_000): Memory<T> {
  const kept = new Map<string, { value: T; until: number }>()
  return {
    recall(key) {
      const found = kept.get(key)
      return found !== undefined && found.until > now().getTime() ? found.value : undefined
    },
    keep(key, value, until) {
      kept.delete(key)
      kept.set(key, { value, until })
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
  }
}
