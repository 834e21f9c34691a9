export interface Period {
  start: Date
  /** Not in the period itself. */
  end: Date
}

/** The period that a question names (`last 24 hours`, `yesterday`, `this month`), in UTC. */
export function readPeriod(question: string, now: Date): Period | undefined {
  const text = question.toLowerCase()
  const ago =
    /\b(?:last|past|previous) (?:(\d{1,4}|an?|few|couple of) )?(minute|hour|day|week|month|year)s?\b/.exec(
      text,
    )
  if (ago !== null) {
    const [, count, unit = 'day'] = ago
    if (count === undefined && unit !== 'hour' && unit !== 'minute') return previous(unit, now)
    return { start: before(now, amount(count), unit), end: now }
  }
  if (/\btoday\b/.test(text)) return { start: startOf('day', now), end: now }
  if (/\byesterday\b/.test(text)) return previous('day', now)
  const current = /\b(?:this|current) (week|month|year)\b/.exec(text)
  return current === null ? undefined : { start: startOf(current[1] ?? 'month', now), end: now }
}

function amount(count: string | undefined): number {
  if (count === undefined || count === 'a' || count === 'an') return 1
  const number = Number(count)
  return Number.isNaN(number) ? 3 : number
}

function previous(unit: string, now: Date): Period {
  const end = startOf(unit, now)
  return { start: before(end, 1, unit), end }
}

function startOf(unit: string, now: Date): Date {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
  if (unit === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  if (unit === 'month' || unit === 'year') day.setUTCDate(1)
  if (unit === 'year') day.setUTCMonth(0)
  return day
}

function before(time: Date, count: number, unit: string): Date {
  const earlier = new Date(time)
  if (unit === 'minute') earlier.setUTCMinutes(earlier.getUTCMinutes() - count)
  else if (unit === 'hour') earlier.setUTCHours(earlier.getUTCHours() - count)
  else if (unit === 'day') earlier.setUTCDate(earlier.getUTCDate() - count)
  else if (unit === 'week') earlier.setUTCDate(earlier.getUTCDate() - 7 * count)
  else if (unit === 'month') earlier.setUTCMonth(earlier.getUTCMonth() - count)
  else earlier.setUTCFullYear(earlier.getUTCFullYear() - count)
  return earlier
}
