/**
 * Runs `ask` with a signal of its own that follows `signal`. Libraries listen to the one they are
 * given ever after, and a combined signal (`AbortSignal.any`) with a listener is kept in memory.
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
