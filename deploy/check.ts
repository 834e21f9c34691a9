import { ClientError } from '../services/client/errors.ts'

/** One thing that must be so; what it found, or a fault that says what to do. */
export interface Check {
  name: string
  /** Throws an `Unmet` where it is not so. */
  run(): Promise<string>
}

/** What is not so, and what to do about it, in words for the person at the terminal. */
export class Unmet extends Error {
  override readonly name = 'Unmet'
}

/** Runs the checks in order, a line each; false where one is not met. */
export async function runChecks(
  checks: readonly Check[],
  write: (line: string) => void,
): Promise<boolean> {
  let met = true
  for (const { name, run } of checks) {
    try {
      write(`✓ ${name}: ${await run()}`)
    } catch (error) {
      met = false
      write(`✗ ${name}: ${reason(error)}`)
    }
  }
  return met
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof Unmet) return error.message
  if (error instanceof ClientError) return `${error.code}: ${error.message}`
  // Of the AWS SDK, the name says more than the message; of fetch, the cause does.
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  return `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}${cause}`
}
