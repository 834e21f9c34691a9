/** A moment, a day or a month as a text writes it. */
export interface WrittenTime {
  text: string
  index: number
  /** `2026-11-27`; without it a time of any day. A month alone is `2026-11`. */
  day?: string
  minuteOfDay?: number
  /** Where it is written. */
  second?: number
  /** Its year is not written: `day` has the likeliest. */
  isOfAnyYear?: boolean
  /** The zone that it names is not UTC. */
  isElsewhere: boolean
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const clock = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?: ?([ap])\\.?m\\b\\.?)?'
const zone =
  '(?: ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}|(?:C|M|E|P|A)E?[SD]?T|[BJI]ST|local(?: time)?)\\b)?'
const at = `(?:(?:,? (?:at )?|T)${clock}${zone})?`

const iso = new RegExp(`(?<![\\w.-])(\\d{4})-(\\d{2})-(\\d{2})${at}(?![\\w]*\\d)`, 'gi')
/** As other tongues write it: `15.02.2023`. */
const dotted = new RegExp(`(?<![\\w.])(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${at}(?![\\w]*\\d)`, 'gi')
const dayFirst = new RegExp(
  `(?<![\\w.:-])(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${monthName}(?:,? (\\d{4}))?${at}(?!\\w)`,
  'gi',
)
const monthFirst = new RegExp(
  `\\b${monthName} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?${at}(?![\\w:])`,
  'gi',
)
const monthAlone = new RegExp(`\\b${monthName} (\\d{4})\\b`, 'gi')
const clockAlone = new RegExp(`(?<![\\w:.-])${clock}${zone}(?![\\d:])`, 'gi')

interface Read {
  times: WrittenTime[]
  /** The text with blanks in place of its times, as long as before. */
  rest: string
}

/** All times of a text; a year that is left out is that of `now`, or the one before. */
export function timesIn(text: string, now: Date): Read {
  if (!/\d/.test(text)) return { times: [], rest: text }
  const times: WrittenTime[] = []
  let rest = text
  const take = (pattern: RegExp, read: (parts: string[]) => Partial<WrittenTime> | undefined) => {
    rest = rest.replace(pattern, (...match) => {
      const whole = String(match[0])
      const time = read(match.slice(1, -2).map((part) => String(part ?? '')))
      if (time === undefined) return whole
      times.push({
        isElsewhere: false,
        ...time,
        text: whole.trim().replace(/(?<=[a-z]{3})\.$/, ''),
        index: Number(match.at(-2)),
      })
      return ' '.repeat(whole.length)
    })
  }
  take(iso, ([y = '', m = '', d = '', ...time]) =>
    Number(m) <= 12 && Number(d) <= 31 ? { day: `${y}-${m}-${d}`, ...timeOf(time) } : undefined,
  )
  take(dotted, ([d = '', m = '', y = '', ...time]) =>
    Number(m) <= 12 && Number(d) <= 31
      ? { day: `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`, ...timeOf(time) }
      : undefined,
  )
  take(dayFirst, ([d = '', m = '', y = '', ...time]) => ({
    day: dayOf({ d, m, y }, now),
    ...(y === '' && { isOfAnyYear: true }),
    ...timeOf(time),
  }))
  take(monthFirst, ([m = '', d = '', y = '', ...time]) => ({
    day: dayOf({ d, m, y }, now),
    ...(y === '' && { isOfAnyYear: true }),
    ...timeOf(time),
  }))
  take(monthAlone, ([m = '', y = '']) => ({ day: `${y}-${two(monthOf(m) + 1)}` }))
  take(clockAlone, (time) =>
    Number(time[0]) < 24 && Number(time[1]) < 60 ? timeOf(time) : undefined,
  )
  return { times: times.sort((one, other) => one.index - other.index), rest }
}

function timeOf([
  hour = '',
  minute = '',
  second = '',
  half = '',
  zone = '',
]: string[]): Partial<WrittenTime> {
  if (hour === '') return {}
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
  const isElsewhere = zone !== '' && !/^(?:Z|UTC|GMT|[+-]00:?00)$/i.test(zone)
  return {
    minuteOfDay: hours * 60 + Number(minute),
    isElsewhere,
    ...(second !== '' && { second: Number(second) }),
  }
}

function dayOf({ d, m, y }: { d: string; m: string; y: string }, now: Date): string {
  const likely = new Date(Date.UTC(Number(y) || now.getUTCFullYear(), monthOf(m), Number(d)))
  if (y === '' && likely.getTime() > now.getTime() + 200 * 86_400_000)
    likely.setUTCFullYear(now.getUTCFullYear() - 1)
  return Number.isNaN(likely.getTime()) ? '' : likely.toISOString().slice(0, 10)
}

const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase())
const two = (value: number): string => String(value).padStart(2, '0')

/** Whether a written time may be that moment: seconds are left out or cut, zones may differ where they are named. */
export function isMoment(time: WrittenTime, moment: number): boolean {
  const iso = new Date(moment).toISOString()
  const isOfDay = time.day === undefined || iso.startsWith(time.day) || isSameDay(time, iso)
  if (time.minuteOfDay === undefined) return time.day !== undefined && isOfDay
  const minutes = (moment / 60_000) % 1440
  const apart = (((minutes - time.minuteOfDay) % 1440) + 1440) % 1440
  if (time.isElsewhere) {
    const isNear =
      time.day === undefined ||
      Math.abs(Date.parse(`${time.day}T00:00:00Z`) + time.minuteOfDay * 60_000 - moment) <
        14.5 * 3_600_000
    return isNear && (apart % 30 < 1.01 || apart % 30 > 29.4)
  }
  if (apart >= 1.01 && apart < 1439.4) return false
  // Of what is kept to the minute nobody knows the second.
  const isToTheMinute = moment % 60_000 === 0
  if (time.second !== undefined && !isToTheMinute) {
    const off = Math.abs(((moment / 1000) % 60) - time.second)
    if (off > 1 && off < 59) return false
  }
  return isOfDay
}

/** `8 December`, of the year before or after as well. */
const isSameDay = ({ day = '', isOfAnyYear }: WrittenTime, iso: string): boolean =>
  isOfAnyYear === true &&
  iso.slice(4, 10) === day.slice(4) &&
  Math.abs(Number(iso.slice(0, 4)) - Number(day.slice(0, 4))) <= 1
