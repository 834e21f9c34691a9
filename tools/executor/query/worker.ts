import { parentPort } from 'node:worker_threads'
import type { Json } from '../../json.ts'
import { evaluate } from './evaluate.ts'
import type { Answer, Job } from './job.ts'
import { jsonLength, TooLarge } from './limits.ts'

/** The thread's entry: says that it is ready, then one query at a time, one message each. */
parentPort?.on('message', ({ query, subject, most }: Job) => {
  parentPort?.postMessage(answer(query, { subject, most }))
})
parentPort?.postMessage('ready')

function answer(query: string, { subject, most }: Omit<Job, 'query'>): Answer {
  try {
    const { found, ...rest } = evaluate(query, parsed(subject))
    if (jsonLength(found, most) > most) return { failure: tooLarge(most) }
    return { found: JSON.stringify(found), ...rest }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    return { failure: name === TooLarge.name ? `query ${message}` : `query failed: ${message}` }
  }
}

const parsed = (json: string): Json => JSON.parse(json)

const tooLarge = (most: number) => `query makes more than ${most / 1_000_000} MB`
