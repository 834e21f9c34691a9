import { Worker } from 'node:worker_threads'
import type { z } from 'zod'
import type { Graded } from './graded.ts'
import type { seedWork } from './seed-worker.ts'
import type { Transcript } from './transcript.ts'

export interface Told {
  transcript: Transcript
  graded: Graded | undefined
}

/** What one seed's thread has to tell, as it comes; `signal` ends it after what it has. */
export async function* askSeed(
  seed: string,
  work: z.infer<typeof seedWork>,
  signal: AbortSignal,
): AsyncGenerator<Told> {
  const worker = new Worker(new URL('seed-worker.ts', import.meta.url), {
    workerData: work,
    env: { ...process.env, SAMPLE_SEED: seed },
  })
  const told: Told[] = []
  let wake = () => {}
  let isOver = false
  let failure: unknown
  worker.on('message', (one: Told) => {
    told.push(one)
    wake()
  })
  worker.on('error', (error) => {
    // What it had to tell is told: how it goes down after that is nobody's concern.
    if (!signal.aborted) failure = error
    isOver = true
    wake()
  })
  worker.on('exit', () => {
    isOver = true
    wake()
  })
  const stop = () => worker.postMessage('stop')
  signal.addEventListener('abort', stop)
  try {
    for (;;) {
      yield* told.splice(0)
      if (isOver) break
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    yield* told.splice(0)
    if (failure !== undefined) throw failure
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
