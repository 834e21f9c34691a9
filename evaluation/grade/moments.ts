/** A moment or a span as a text writes it. */
export type WrittenTime = { text: string; index: number } & (
  | { kind: 'clock'; minuteOfDay: number; day?: string }
  | { kind: 'day'; day: string }
  | { kind: 'span'; minutes: number; slack: number }
)

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthNames =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'

const iso =
  /\b(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?Z| ?UTC|\+00:00)?)?/g
const clock =
  /(?<![\d:.])(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?(?: ?UTC|Z)?(?![\d:])/gi
const dayFirst = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${monthNames}(?:,? (\\d{4}))?(?![\\w])`,
  'gi',
)
const monthFirst = new RegExp(
  `\\b${monthNames} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?![\\w:])`,
  'gi',
)
const span =
  /(?<![\w.,$-])(\d+(?:\.\d+)?)(?:-| )?(min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|months?|years?)(?: (?:and )?(\d+)(?: )?(min(?:ute)?s?|m|hours?|h))?\b/gi

const unitMinutes = (unit: string): number =>
  /^m(?:in|$)/i.test(unit)
    ? 1
    : /^h/i.test(unit)
      ? 60
      : /^d/i.test(unit)
        ? 1440
        : /^w/i.test(unit)
          ? 10_080
          : /^mo/i.test(unit)
            ? 43_830
            : 525_960

const dayMs = 86_400_000

/** All times of a text; a year that is left out is that of `now`, or the one before. */
export function timesIn(text: string, now: Date): WrittenTime[] {
  const found: WrittenTime[] = []
  let rest = text
  const take = (pattern: RegExp, read: (match: RegExpMatchArray) => WrittenTime | undefined) => {
    rest = rest.replace(pattern, (...match) => {
      const groups: (string | undefined)[] = match.slice(0, -2)
      const at: number = match.at(-2)
      const time = read(
        Object.assign(
          groups.map((group) => group ?? ''),
          { index: at },
        ) as RegExpMatchArray,
      )
      if (time === undefined) return groups[0] ?? ''
      found.push(time)
      return ' '.repeat((groups[0] ?? '').length)
    })
  }
  take(iso, (m) => {
    const base = { text: m[0].trim(), index: m.index ?? 0, day: m[1] ?? '' }
    return m[2]
      ? { ...base, kind: 'clock', minuteOfDay: Number(m[2]) * 60 + Number(m[3]) }
      : { ...base, kind: 'day' }
  })
  take(clock, (m) => {
    const hour = (Number(m[1]) % (m[3] ? 12 : 24)) + (/p/i.test(m[3] ?? '') ? 12 : 0)
    if (Number(m[1]) > 24 || Number(m[2]) > 59) return undefined
    const at = m.index ?? 0
    const isYesterday =
      /\byesterday\b(?: at)?[ ,(]{1,2}$/i.test(text.slice(0, at)) ||
      /^[ ,(]{0,2}yesterday\b/i.test(text.slice(at + m[0].length))
    return {
      text: m[0].trim(),
      index: at,
      kind: 'clock',
      minuteOfDay: hour * 60 + Number(m[2]),
      ...(isYesterday && { day: new Date(now.getTime() - dayMs).toISOString().slice(0, 10) }),
    }
  })
  const date = (
    m: RegExpMatchArray,
    day: string | undefined,
    month: string | undefined,
    year: string | undefined,
  ): WrittenTime => {
    const at = months.indexOf((month ?? '').slice(0, 3).toLowerCase())
    const likely = new Date(Date.UTC(now.getUTCFullYear(), at, Number(day)))
    if (year) likely.setUTCFullYear(Number(year))
    else if (likely.getTime() > now.getTime() + 200 * 86_400_000)
      likely.setUTCFullYear(now.getUTCFullYear() - 1)
    return {
      text: m[0].trim(),
      index: m.index ?? 0,
      kind: 'day',
      day: likely.toISOString().slice(0, 10),
    }
  }
  take(dayFirst, (m) => date(m, m[1], m[2], m[3]))
  take(monthFirst, (m) => date(m, m[2], m[1], m[3]))
  take(span, (m) => {
    const one = unitMinutes(m[2] ?? '')
    const more = m[3] ? Number(m[3]) * unitMinutes(m[4] ?? '') : 0
    const minutes = Number(m[1]) * one + more
    const digits = (m[1] ?? '').split('.')[1]?.length ?? 0
    const slack = Math.max(2, (m[3] ? 1.5 : one / 10 ** digits) * 1.01, minutes * 0.03)
    return { text: m[0].trim(), index: m.index ?? 0, kind: 'span', minutes, slack }
  })
  return found
}

/** The text without its times, as long as before. */
export function withoutTimes(text: string, now: Date): string {
  let rest = text
  for (const { text: time, index } of timesIn(text, now)) {
    rest = rest.slice(0, index) + ' '.repeat(time.length) + rest.slice(index + time.length)
  }
  return rest
}

/** Whether a written time may be that moment. */
export function isMoment(time: WrittenTime, moment: Date, now: Date, slackMinutes = 1.5): boolean {
  const minutes = moment.getTime() / 60_000
  switch (time.kind) {
    case 'span':
      return (
        Math.abs(Math.abs(now.getTime() / 60_000 - minutes) - time.minutes) <=
        time.slack + slackMinutes
      )
    case 'day':
      return time.day === moment.toISOString().slice(0, 10)
    case 'clock': {
      const day = moment.toISOString().slice(0, 10)
      if (time.day !== undefined && time.day !== day) return false
      const apart = Math.abs((minutes % 1440) - time.minuteOfDay)
      return Math.min(apart, 1440 - apart) <= slackMinutes
    }
  }
}
