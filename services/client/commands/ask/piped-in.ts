import { fstatSync } from 'node:fs'
import type { Readable } from 'node:stream'

/** Standard input where something is piped into it, or a file; a terminal and /dev/null are nothing. */
export function pipedIn(): Readable | undefined {
  try {
    const stats = fstatSync(0)
    return stats.isFIFO() || stats.isFile() || stats.isSocket() ? process.stdin : undefined
  } catch {
    return undefined
  }
}
