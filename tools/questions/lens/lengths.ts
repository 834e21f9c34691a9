import type { Plan } from '../plan.ts'
import { fieldSaid } from '../say.ts'
import type { Condition } from './condition.ts'
import type { Field } from './fields.ts'

/** A length of time that a question holds things against. */
interface Span {
  seconds: number
  more: boolean
  orEqual: boolean
  exact: boolean
  /** Of a range, its end. */
  upTo?: number
  said: string
}

/**
 * `timeout over a minute`, `kept for 30 days`: a length that is configured, whatever the member counts
 * it in. A date is held against a length only where no member is one.
 */
export function lengthCondition(
  plan: Plan,
  { fields, named }: { fields: readonly Field[]; named: readonly Field[] },
): Condition | undefined {
  const span = spanOf(plan)
  if (span === undefined) return undefined
  const field = lengthField(plan, { fields, named })
  if (field === undefined) return undefined
  const unit = secondsIn(field) ?? 1
  // The days of a year are as many as AWS says.
  const than = rounded(span.seconds / unit)
  const said = {
    having: `${field.name === waiting ? 'messages' : fieldSaid(field)} ${span.said}`,
  }
  const { more, orEqual, exact, upTo } = span
  if (exact) {
    const near = Math.max(1, than * 0.015)
    return {
      field,
      test: {
        is: 'any',
        of: [
          [
            { field, test: { is: 'more', than: than - near }, denied: false, said },
            { field, test: { is: 'less', than: than + near }, denied: false, said },
          ],
        ],
      },
      denied: false,
      said,
    }
  }
  if (upTo !== undefined)
    return {
      field,
      test: {
        is: 'any',
        of: [
          [
            { field, test: { is: 'more', than, orEqual }, denied: false, said },
            {
              field,
              test: { is: 'less', than: rounded(upTo / unit), orEqual: true },
              denied: false,
              said,
            },
          ],
        ],
      },
      denied: false,
      said,
    }
  return {
    field,
    // Without a retention a log is kept for ever.
    test: more
      ? {
          is: 'more',
          than,
          ...(orEqual ? { orEqual } : {}),
          ...(/^retention/i.test(field.name) ? { orAbsent: true } : {}),
        }
      : { is: 'less', than, ...(orEqual ? { orEqual } : {}) },
    denied: false,
    said,
  }
}

const rounded = (value: number) => Number(value.toPrecision(6))

function spanOf({ age, threshold, period, question }: Plan): Span | undefined {
  // `Over 30 minutes` may be a time to look at, or more than that.
  const over = /^(?:for )?over (\d+|an?) (second|minute|hour|day|week|month|year)s?$/i.exec(
    period?.said ?? '',
  )
  if (age === undefined && threshold === undefined && over !== null) {
    const [said, many = '', unit = ''] = over
    const seconds = (Number(many) || 1) * (spanSeconds[unit.toLowerCase()] ?? 1)
    return { seconds, more: true, orEqual: false, exact: false, said }
  }
  if (age !== undefined) {
    const { days, older, orEqual = false, exact = false, said } = age
    // “Kept for a week”: not more and not less; “which keep for a week or longer” has its own words.
    return {
      seconds: days * daySeconds,
      more: older,
      orEqual,
      exact: exact && !old.test(question),
      said,
    }
  }
  if (threshold === undefined || !/^(?:seconds|days)$/.test(threshold.unit)) return undefined
  const { value, unit, more, orEqual, exact = false, upTo, said } = threshold
  const scale = unit === 'days' ? daySeconds : 1
  return {
    seconds: value * scale,
    more,
    orEqual,
    exact,
    said,
    ...(upTo === undefined ? {} : { upTo: upTo * scale }),
  }
}

const spanSeconds: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: 30 * 86_400,
  year: 365 * 86_400,
}

const old = /\bold\b/i
const daySeconds = 86_400
const waiting = 'OldestMessageSeconds'

/** In what AWS counts a length there, as seconds; undefined of what is none. */
export function secondsIn({ name, type }: Pick<Field, 'name' | 'type'>): number | undefined {
  if (type !== 'number') return undefined
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (/milli|(?:^|[a-z])Ms$/.test(last)) return 0.001
  if (/minutes/i.test(last)) return 60
  if (/hours/i.test(last)) return 3600
  if (/days|^backupretention|insightsretention|passwordage/i.test(last)) return daySeconds
  return /seconds|timeout|duration|interval|retentionperiod|(?:^|[a-z])period$|^ttl$|delay/i.test(
    last,
  )
    ? 1
    : undefined
}

/** The length that the question names, else the one that its verb is of. */
function lengthField(
  { question }: Plan,
  { fields, named }: { fields: readonly Field[]; named: readonly Field[] },
): Field | undefined {
  const lengths = fields.filter((field) => secondsIn(field) !== undefined)
  const own = named.find((field) => lengths.includes(field))
  if (own !== undefined) return own
  const wait = lengths.find(({ name }) => name === waiting)
  const isHeld = /\b(?:hold(?:s|ing)? on|held|kept?|keep(?:s|ing)?|retain\w*|retention)\b/i.test(
    question,
  )
  if (wait !== undefined && !isHeld) return wait
  for (const [verb, member] of verbs) {
    if (!verb.test(question)) continue
    const found = lengths.find(({ name }) => member.test(name))
    if (found !== undefined) return found
  }
  return undefined
}

const verbs: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:kept?|keep(?:s|ing)?|retain\w*|retention|hold(?:s|ing)?|held|stor(?:e|es|ed|ing)|back(?:ed|ing)?[ -]?ups?|survive)\b/i,
    /retention/i,
  ],
  [/\b(?:timeout|run for|may run|can run|take|execut\w*|allowed)\b/i, /timeout$/i],
  [/\bmay run|can run\b/i, /timeout$/i],
  [/\bsessions?\b/i, /session/i],
  [/\b(?:every|checked|interval)\b/i, /interval/i],
  [/\b(?:cached?|ttl)\b/i, /ttl/i],
  [/\b(?:hidden|invisible|in flight)\b/i, /visibility/i],
  [/\bdelay(?:s|ed)?\b/i, /delay/i],
]
