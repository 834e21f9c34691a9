import * as z from 'zod'
import type { Period } from '../questions/time/period.ts'
import { readPeriod } from '../questions/time/take-period.ts'
import { ToolError } from '../tool-error.ts'

/** What a value stands for, so that whoever fills it knows where in a question to look. */
export type ParameterKind =
  | 'period'
  | 'name'
  | 'words'
  | 'tag'
  | 'service'
  | 'compare'
  | 'measure'
  | 'text'
  | 'days'
  | 'number'
  | 'person'
  | 'environment'
  | 'polarity'
  | 'choice'

export interface ParameterMeaning {
  kind: ParameterKind
  description: string
  /** Of a polarity or a choice, the default first; a polarity's second one is its opposite. */
  values?: readonly string[]
}

const meanings = z.registry<ParameterMeaning>()

/** What each parameter of a recipe stands for. */
export const meaningsOf = ({ shape }: z.ZodObject): ReadonlyMap<string, ParameterMeaning> =>
  new Map(
    Object.entries(shape).flatMap(([name, schema]) => {
      const meaning = schema instanceof z.ZodType ? meanings.get(schema) : undefined
      return meaning === undefined ? [] : [[name, meaning] as const]
    }),
  )

function optional<S extends z.ZodType>(schema: S, meaning: ParameterMeaning): z.ZodOptional<S> {
  const made = schema.optional()
  meanings.add(made, meaning)
  return made
}

const line = z.string().trim().min(1).max(200)

export const givenPeriod = z.union([line, z.strictObject({ start: line, end: line.optional() })])

export type GivenPeriod = z.output<typeof givenPeriod>

/** Words, ISO times, or both ends; `periodOf` reads it. */
export const period = (description = 'the time looked at') =>
  optional(givenPeriod, {
    kind: 'period',
    description: `${description}: last 7 days, 2026-10, 2026-10-01/2026-10-15, or {start, end}`,
  })

export const name = (of: string) =>
  optional(line, { kind: 'name', description: `name of the ${of}` })

/** Of several, with commas between them. */
export const names = (of: string) =>
  optional(z.string().trim().min(1).max(1000), {
    kind: 'name',
    description: `names of the ${of}, with commas between several`,
  })

/** What a person says word for word, if at all. */
export const text = (description: string) => optional(line, { kind: 'text', description })

export const measure = (description: string) => optional(line, { kind: 'measure', description })

/** As `period`, beside it. */
export const compared = (description: string) =>
  optional(givenPeriod, { kind: 'compare', description })

/** For what may or may not be a name: it is one only where something is called so. */
export const words = (of: string) =>
  optional(z.string().trim().max(500), {
    kind: 'words',
    description: `words among which the name of the ${of} may stand`,
  })

export const tag = (description: string) => optional(line, { kind: 'tag', description })

export const service = (description: string) => optional(line, { kind: 'service', description })

export const days = (description: string) =>
  optional(z.coerce.number().int().min(0).max(36_500), { kind: 'days', description })

export const number = (description: string) =>
  optional(z.coerce.number().min(0), { kind: 'number', description })

export const person = (description: string) => optional(line, { kind: 'person', description })

/** Which way round: the first is the default, and what the recipe's name says. */
export const polarity = <const V extends readonly [string, string]>(values: V) =>
  optional(z.enum(values), { kind: 'polarity', description: `${values[0]} by default`, values })

export const choice = <const V extends readonly [string, ...string[]]>(
  values: V,
  description = `${values[0]} by default`,
) => optional(z.enum(values), { kind: 'choice', description, values })

export const environment = () =>
  optional(line, { kind: 'environment', description: 'as prod or staging' })

/** The time that a parameter means; undefined where it was left out. Throws a ToolError. */
export function periodOf(given: GivenPeriod | undefined, now: Date): Period | undefined {
  if (given === undefined) return undefined
  const read = typeof given === 'string' ? writtenPeriod(given, now) : betweenTimes(given, now)
  if (read !== undefined && read.start < read.end && read.start < now) return read
  throw new ToolError('invalid_parameter', 'period: not understood as a time that has begun', {
    hint: 'Give {start, end} in ISO 8601, 2026-10, 2026-10-01/2026-10-15, or words as last 7 days, yesterday, this month.',
  })
}

function writtenPeriod(text: string, now: Date): Period | undefined {
  const [start = '', end] = text.split(/\s*(?:\/|\.\.|\bto\b)\s*/)
  if (isoPattern.test(start)) {
    return end === undefined ? calendarPeriod(start, now) : betweenTimes({ start, end }, now)
  }
  return readPeriod(text, now)
}

const isoPattern = /^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/

/** `2026`, `2026-10` and `2026-10-05` are as long as they are precise; up to now at most. */
function calendarPeriod(text: string, now: Date): Period | undefined {
  const start = new Date(text)
  return Number.isNaN(start.getTime()) ? undefined : { start, end: earlier(endOf(text), now) }
}

/** An end that is a day is that whole day. */
function betweenTimes({ start, end }: { start: string; end?: string | undefined }, now: Date) {
  const ends = { start: new Date(start), end: end === undefined ? now : earlier(endOf(end), now) }
  return Number.isNaN(ends.start.getTime() + ends.end.getTime()) ? undefined : ends
}

function endOf(text: string): Date {
  const end = new Date(text)
  if (/^\d{4}$/.test(text)) end.setUTCFullYear(end.getUTCFullYear() + 1)
  else if (/^\d{4}-\d\d$/.test(text)) end.setUTCMonth(end.getUTCMonth() + 1)
  else if (/^\d{4}-\d\d-\d\d$/.test(text)) end.setUTCDate(end.getUTCDate() + 1)
  return end
}

const earlier = (a: Date, b: Date) => (a < b ? a : b)
