/**
 * Runs `ask` with a signal of its own that follows `signal`. Libraries listen ever after to the one
 * they are given, and a combined signal (`AbortSignal.any`) is never collected while a listener
 * leads back to what it combines.
 */
export async function withOwnSignal<T>(
  signal: AbortSignal,
  ask: (own: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController()
  const follow = () => own.abort(signal.reason)
  if (signal.aborted) follow()
  signal.addEventListener('abort', follow)
  try {
    return await ask(own.signal)
  } finally {
    signal.removeEventListener('abort', follow)
  }
}
