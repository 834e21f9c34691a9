import type { SentCall } from '../../tool.ts'
import { later, type Period, type Unit } from '../time/period.ts'
import { sentPeriod, toSend } from '../time/sent-period.ts'
import { periodBefore } from '../time/take-period.ts'
import { numberOf } from '../words/amounts.ts'

/** `yesterday at the same time`, `a week earlier`, `the night before`: as long a time, so much earlier. */
export function shiftSaid(text: string): { by: number; unit: Unit } | undefined {
  for (const [pattern, unit] of sameTime) if (pattern.test(text)) return { by: -1, unit }
  const [, many = 'one', unit = ''] = muchEarlier.exec(text) ?? []
  return unit === '' ? undefined : { by: -(numberOf(many) || 1), unit: unit.toLowerCase() as Unit }
}

const same = '(?:the |that |at the |at )*same (?:time|period|hours?|window|span|time span)'
const sameTime: readonly (readonly [RegExp, Unit])[] = [
  [
    new RegExp(`\\byesterday,? ${same}|\\b${same},? (?:on |of )?(?:yesterday|the day before)`, 'i'),
    'day',
  ],
  [
    new RegExp(
      `\\blast week,? ${same}|\\b${same},? (?:in |of )?(?:last week|the week before)`,
      'i',
    ),
    'week',
  ],
  [
    new RegExp(
      `\\blast month,? ${same}|\\b${same},? (?:in |of )?(?:last month|the month before)`,
      'i',
    ),
    'month',
  ],
  [
    /\b(?:the )?(?:night|evening|morning|afternoon) before\b(?! last\b)|\b(?:the )?previous (?:night|evening|morning|afternoon)\b/i,
    'day',
  ],
]

const muchEarlier =
  /\b(an?|one|two|three|four|five|six|seven|\d{1,2}) (hour|day|week|month)s? (?:earlier|before that|prior)\b/i

/** The time before the one that a recipe looked at, or the same time so much earlier. */
export function movedBack(
  question: string,
  { operation, parameters }: SentCall,
  now: Date,
): { period?: { start: string; end: string } } {
  const given = sentPeriod(parameters?.period)
  const span = given ?? usualSpan(operation, now)
  const shift = shiftSaid(question)
  const [, unit] =
    /\b(?:the|one) (hour|day|week|month) (?:before|earlier|prior)(?! last\b)\b/i.exec(question) ??
    []
  if (span !== undefined && shift !== undefined) return { period: toSend(moved(span, shift)) }
  if (span !== undefined && unit !== undefined) {
    const one = { by: -1, unit: unit.toLowerCase() as Unit }
    const length = span.end.getTime() - span.start.getTime()
    const whole = span.end.getTime() - later(span.end, -1, one.unit).getTime()
    // Of a few hours the day before are the same hours.
    if (given !== undefined && whole > 2 * length) return { period: toSend(moved(span, one)) }
  }
  const period = periodBefore(question, given?.start, now)
  return period === undefined ? {} : { period: toSend(period) }
}

const moved = ({ start, end }: Period, { by, unit }: { by: number; unit: Unit }): Period => ({
  start: later(start, by, unit),
  end: later(end, by, unit),
})

/** What recipes look at where no time is said, in minutes. */
const usualMinutes: Readonly<Record<string, number>> = {
  recent_changes: 60,
  log_errors: 30,
  metrics: 24 * 60,
  database_load: 24 * 60,
}

function usualSpan(operation: string, now: Date): Period | undefined {
  const minutes = usualMinutes[operation.replace('recipe:', '')]
  return minutes === undefined
    ? undefined
    : { start: new Date(now.getTime() - minutes * 60_000), end: now }
}
