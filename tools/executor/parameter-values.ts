import type { Service } from '../catalogue/services.ts'

export type Members = Readonly<Record<string, string>>

/** Says what is wrong with a parameter, and where. */
export class BadParameter extends Error {
  /** What is accepted there, where that is within a parameter. */
  readonly members: Members | undefined

  constructor(message: string, { members, cause }: { members?: Members; cause?: unknown } = {}) {
    super(message, { cause })
    this.members = members
  }
}

interface Place {
  path: string
  service: Service
}

/** Dates come as ISO text or seconds since 1970, bytes as base64. */
export function checkSimple(given: unknown, type: string, { path, service }: Place): unknown {
  const value = type === 'number' && service === 'cloudwatch-logs' ? logTime(given, path) : given
  if (type === 'document') return value
  if (type === 'timestamp') return checkTimestamp(value, path)
  if (type === 'blob' && typeof value === 'string') return Buffer.from(value, 'base64')
  if (isStepUp(value, path)) throw new BadParameter(`${path} must be a name, not a step of a path`)
  if (typeof value === type && !Number.isNaN(value)) return value
  throw new BadParameter(`${path} must be a ${type}, not ${kindOf(value)}`)
}

/** CloudWatch Logs alone counts milliseconds: a time in the form of all others is taken too. */
function logTime(value: unknown, path: string): unknown {
  if (!/(^|\.)(start|end)Time$/.test(path)) return value
  const inSeconds = typeof value === 'number' && value >= 1e9 && value < 1e11
  const isText = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
  return inSeconds || isText ? checkTimestamp(value, path).getTime() : value
}

/** What an operation names may be a part of its URL: there `..` would lead to another operation. */
const isStepUp = (value: unknown, path: string): boolean =>
  (value === '.' || value === '..') && /^\w+$/.test(path)

function checkTimestamp(value: unknown, path: string): Date {
  const scalar = typeof value === 'number' || typeof value === 'string'
  const date = new Date(typeof value === 'number' ? value * 1000 : scalar ? value : Number.NaN)
  if (!Number.isNaN(date.getTime())) return date
  throw new BadParameter(`${path} must be a time, as 2030-01-31T09:00:00Z`)
}

export const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`
