import { createContext, Script } from 'node:vm'

/**
 * What `work` returns; undefined where it takes longer. Only V8 itself can stop a computation that
 * never waits, and `node:vm` is the way to ask it: it runs no other code than `work`.
 */
export function withinTime<T>(work: () => T, timeoutMs: number): T | undefined {
  let result: T | undefined
  globals.work = () => {
    result = work()
  }
  try {
    script.runInContext(context, { timeout: timeoutMs })
    return result
  } catch (error) {
    if (isTimeout(error)) return undefined
    throw error
  } finally {
    globals.work = nothing
  }
}

const nothing = () => {}
const globals = { work: nothing }
const context = createContext(globals)
const script = new Script('work()')

/** It is an Error of the other context's: not of ours. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
