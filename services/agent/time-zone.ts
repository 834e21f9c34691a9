import { timeZoneHeader } from './api.ts'
import { Refusal } from './problem.ts'

/**
 * The time zone that a request says: `Europe/Zurich`. What has no form of one is refused; one that is
 * younger than this process's list of them is left out, and times are read in UTC, as answers say.
 */
export function timeZoneOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined || header === '') return undefined
  if (typeof header !== 'string' || !form.test(header) || header.length > 64)
    throw new Refusal(
      'invalid_request',
      `${timeZoneHeader}: no IANA time zone, as Europe/Zurich or America/New_York.`,
    )
  try {
    return new Intl.DateTimeFormat('en', { timeZone: header }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

const form = /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/
