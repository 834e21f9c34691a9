import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Answer, Job } from './job.ts'

/** How long one query may take, once its turn has come, and what heap it may fill. */
export const queryLimits = { ms: 1_000, heapMb: 64 } as const

/**
 * What a query makes of a value, evaluated beside the main thread, which goes on serving and can end
 * it. One at a time: the clock and the heap are the query's own.
 */
export function inThread(job: Job): Promise<Answer> {
  const answer = last.then(() => ask(job))
  last = answer.then(nothing, nothing)
  return answer
}

/** Starts the thread where none runs, so that it is ready when the answer to ask about comes. */
export function warmThread(): void {
  thread ??= startThread()
}

const nothing = () => {}
let last: Promise<void> = Promise.resolve()
let thread: Thread | undefined

interface Thread {
  worker: Worker
  /** Once it has loaded what it needs. */
  ready: Promise<unknown>
}

/** In a bundle all files are in one folder; images/bundle.ts gives this one its name. */
const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './query-worker.mjs'

/** Without credentials and options of the process: it needs nothing but what it is sent. */
function startThread(): Thread {
  const worker = new Worker(new URL(entry, import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: queryLimits.heapMb },
  })
  const ready = once(worker, 'message')
  ready.catch(nothing)
  worker.on('error', nothing)
  worker.once('exit', () => letGo(worker))
  // It keeps no process alive but where a query is waited for.
  worker.unref()
  return { worker, ready }
}

function letGo(worker: Worker): void {
  if (thread?.worker === worker) thread = undefined
}

async function ask(job: Job): Promise<Answer> {
  thread ??= startThread()
  const { worker, ready } = thread
  worker.ref()
  try {
    await ready
    return await answerOf(worker, job)
  } finally {
    worker.unref()
  }
}

async function answerOf(worker: Worker, job: Job): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const onError = (error: Error) =>
    isOutOfMemory(error)
      ? resolve({ failure: `query needs more than ${queryLimits.heapMb} MB` })
      : reject(error)
  const onExit = () => reject(new Error('The thread of queries ended'))
  worker.once('message', resolve).once('error', onError).once('exit', onExit)
  const timer = setTimeout(() => {
    letGo(worker)
    void worker.terminate()
    resolve({ failure: `query takes longer than ${queryLimits.ms} ms` })
  }, queryLimits.ms)
  try {
    worker.postMessage(job)
    return await promise
  } finally {
    clearTimeout(timer)
    worker.off('message', resolve).off('error', onError).off('exit', onExit)
  }
}

const isOutOfMemory = (error: Error) => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
