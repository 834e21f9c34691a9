import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../json.ts'

/**
 * Below zero where `a` comes before `b`, as the AWS command line orders them: numbers, and texts by
 * code point. Moments are ordered as such, however they are written. Else undefined.
 */
export function order(a: Json, b: Json): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') {
    const [one, other] = [momentOf(a), momentOf(b)]
    return one === undefined || other === undefined ? textOrder(a, b) : one - other
  }
  const [one, other] = [momentOf(a) ?? momentOfNumber(a), momentOf(b) ?? momentOfNumber(b)]
  return one === undefined || other === undefined ? undefined : one - other
}

export function isEqual(a: Json, b: Json): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b || order(a, b) === 0
  return isDeepStrictEqual(a, b)
}

/** UTF-16, in which JavaScript compares, puts emoji before some letters. */
export function textOrder(a: string, b: string): number {
  if (a === b) return 0
  let at = 0
  while (a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  // Within a pair the first halves are the same: from them the whole characters are known.
  if (isLowSurrogate(a.charCodeAt(at)) || isLowSurrogate(b.charCodeAt(at))) at -= at > 0 ? 1 : 0
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

function momentOf(value: Json): number | undefined {
  if (typeof value !== 'string' || !moment.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}

/** Milliseconds or seconds since 1970, from 2001 on: the services' own forms of what is ISO here. */
function momentOfNumber(value: Json): number | undefined {
  if (typeof value !== 'number') return undefined
  if (value >= 1e12 && value < 1e14) return value
  return value >= 1e9 && value < 1e11 ? value * 1000 : undefined
}
