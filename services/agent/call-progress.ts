import { EventEmitter, on } from 'node:events'
import type { Progress } from './gateway-client.ts'

/** How far a call is; without `told`, only that it still runs. */
export interface CallProgress {
  toolUseId: string
  told?: Progress
}

/** What is told while a call runs: each thing that the gateway says of it, and that it runs, each second. */
export async function* whileRunning<T>(
  toolUseId: string,
  run: (onProgress: (told: Progress) => void) => Promise<T>,
): AsyncGenerator<CallProgress, T> {
  const call = new EventEmitter()
  const tell = (progress: CallProgress) => void call.emit('progress', progress)
  const second = setInterval(() => tell({ toolUseId }), 1_000)
  const told = on(call, 'progress', { close: ['end'] })
  const outcome = run((told) => tell({ toolUseId, told })).finally(() => {
    clearInterval(second)
    call.emit('end')
  })
  // Thrown below, once there is nothing more to tell.
  outcome.catch(() => undefined)
  for await (const [progress] of told) yield progress
  return outcome
}
