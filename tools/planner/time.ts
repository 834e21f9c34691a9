export interface Period {
  start: Date
  /** Not in the period itself. */
  end: Date
}

/** The period that a question names (`last 24 hours`, `since yesterday`, `this month`), in UTC. */
export function readPeriod(question: string, now: Date): Period | undefined {
  const text = question.toLowerCase()
  const ago = agoPattern.exec(text)
  if (ago !== null) {
    const [, count, said = 'day'] = ago
    const unit = units[said] ?? said
    if (count === undefined && unit !== 'hour' && unit !== 'minute') return previous(unit, now)
    return { start: before(now, amount(count), unit), end: now }
  }
  if (/\b(?:today|this morning)\b/.test(text)) return { start: startOf('day', now), end: now }
  if (/\byesterday\b/.test(text)) {
    const day = previous('day', now)
    return /\bsince yesterday\b/.test(text) ? { ...day, end: now } : day
  }
  const current = currentPattern.exec(text)
  return current === null ? undefined : { start: startOf(current[1] ?? 'month', now), end: now }
}

/** A question without the words that name its period, and those words. */
export function takePeriod(question: string): { rest: string; period: string | undefined } {
  const phrase = new RegExp(
    `\\b(?:(?:for|in|over|during|since|within|from) )?(?:the )?(?:${[agoPattern.source, currentPattern.source, 'today|yesterday|this morning'].join('|')})(?!\\w)`,
    'i',
  )
  const period = phrase.exec(question)?.[0]
  return { rest: period === undefined ? question : question.replace(period, ' '), period }
}

const agoPattern =
  /\b(?:last|past|previous) (?:(\d{1,4}|an?|few|couple of|two|three|four|five|six|ten|twelve) ?)?(minute|hour|day|week|month|year|min|hr|h|d)s?\b/
const currentPattern = /\b(?:this|current) (week|month|year)\b/
const units: Readonly<Record<string, string>> = { min: 'minute', hr: 'hour', h: 'hour', d: 'day' }

function amount(count: string | undefined): number {
  if (count === undefined || count === 'a' || count === 'an') return 1
  const number = numbers[count] ?? Number(count)
  return Number.isNaN(number) ? 3 : number
}

const numbers: Readonly<Record<string, number>> = {
  'couple of': 2,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  twelve: 12,
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
