import type { FastifyBaseLogger } from 'fastify'
import { type AgentEvent, noticeOf } from './events.ts'
import { isTokenRefused } from './gateway.ts'
import type { ListedTool } from './listed-tool.ts'
import { withOwnSignal } from './own-signal.ts'

interface Asked {
  tools: Promise<readonly ListedTool[]>
  log: FastifyBaseLogger
}

/** The tools that were asked for; none, after a notice, where the gateway gives none. */
export async function* availableTools(
  { tools, log }: Asked,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, readonly ListedTool[]> {
  try {
    return await unlessAborted(tools, signal)
  } catch (error) {
    if (signal.aborted) return []
    log.warn({ err: error }, 'tools unavailable')
    const message = isTokenRefused(error)
      ? 'The tool gateway refused your token: this answer is made without looking at AWS.'
      : 'The tool gateway cannot be reached: this answer is made without looking at AWS.'
    yield noticeOf('tools_unavailable', message)
    return []
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return withOwnSignal(
    signal,
    (own) =>
      new Promise((resolve, reject) => {
        if (own.aborted) reject(own.reason)
        own.addEventListener('abort', () => reject(own.reason))
        promise.then(resolve, reject)
      }),
  )
}
