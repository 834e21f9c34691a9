import { PassThrough, type Readable } from 'node:stream'
import type { AgentEvent } from './events.ts'

/**
 * Events as server-sent events, `: ok` at once and after each `heartbeatMs` of silence.
 * The first chunk is there when this returns: Lambda's adapter loses a body that starts later.
 */
export function sse(events: AsyncIterable<AgentEvent>, heartbeatMs = 10_000): Readable {
  const stream = new PassThrough()
  const heartbeat = setInterval(() => write(comment), heartbeatMs)

  function write(chunk: string) {
    heartbeat.refresh()
    // Nobody waits for the reader to drain: a turn is bounded, and must end where nobody reads.
    if (!stream.destroyed) stream.write(chunk)
  }

  async function pump() {
    try {
      for await (const event of events) write(message(event))
      stream.end()
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
    } finally {
      clearInterval(heartbeat)
    }
  }

  write(comment)
  void pump()
  return stream
}

const comment = ': ok\n\n'

function message({ type, ...data }: AgentEvent): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
}
