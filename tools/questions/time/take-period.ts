import * as chrono from 'chrono-node/en'
import { count, numberOf } from '../words/amounts.ts'
import { Text } from '../words/text.ts'
import { dayMs, hourMs, later, type Period, type SaidPeriod, startOf, type Unit } from './period.ts'
import { momentOf, offsetMs } from './time-zone.ts'

/** The period that a question names, if it names one: in UTC, or by the clock of a zone that it names. */
export function takePeriod(text: Text, now: Date): SaidPeriod | undefined {
  const { zone } = text
  if (zone === undefined) return readIn(text, now)
  const local = new Date(now.getTime() + offsetMs(zone, now))
  const period = readIn(text, local)
  if (period === undefined) return undefined
  const inUtc = (time: Date) =>
    time.getTime() === local.getTime() ? now : time.getTime() === 0 ? time : momentOf(time, zone)
  const { start, end, said } = period
  // What is said with a zone of its own, as `3 PM CET`, is a moment already.
  return period.zone !== undefined
    ? period
    : { ...period, start: inUtc(start), end: inUtc(end), said: `${said} (${zone})`, zone }
}

function readIn(text: Text, now: Date): SaidPeriod | undefined {
  for (const read of [ahead, spanBack, clockRange, between, current, quarter, shortMonth, dated]) {
    const period = read(text, now)
    if (period !== undefined) return period
  }
  return undefined
}

const units = 'minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|months?|quarters?|years?|yrs?'
const lead =
  '(?:\\b(?:in|over|during|for|within|from|of|since|throughout|across|the|for the|during the|over the|in the|within the|from the|of the|since the) )?'

/** `last 36 hours`, `the past week`, `last month`, `3 days ago`: back from now. */
function spanBack(text: Text, now: Date): SaidPeriod | undefined {
  const [found] = text.take(
    new RegExp(
      `${lead}\\b(?:the )?(last|past|previous|prior|trailing|latest) (?:(${count}) ?)?(?:(full|whole|complete|calendar|entire) )?(${units})(?!\\w)`,
      'i',
    ),
  )
  if (found !== undefined) {
    const [phrase, word = '', many, whole, unitSaid = ''] = found
    const unit = unitOf(unitSaid)
    const said = phrase.trim()
    if (whole !== undefined && many !== undefined) {
      const end = startOf(unit, now)
      return { start: later(end, -numberOf(many), unit), end, said, kind: 'span' }
    }
    if (
      many === undefined &&
      !/past|trailing/i.test(word) &&
      unit !== 'hour' &&
      unit !== 'minute' &&
      !/^(?:in|over|for|during|within) the/i.test(said)
    ) {
      const end = startOf(unit, now)
      return { start: later(end, -1, unit), end, said, kind: 'span', unit }
    }
    return { start: later(now, -numberOf(many ?? 'one'), unit), end: now, said, kind: 'span' }
  }
  const [within] = text.take(
    new RegExp(
      `\\b(?:within|in|over|for)(?: the)? (${count}) ?(${units})(?= *(?:$|[?.!,\\uE000]))`,
      'i',
    ),
  )
  if (within !== undefined) {
    const [said, many = 'one', unit = 'day'] = within
    return { start: later(now, -numberOf(many), unitOf(unit)), end: now, said, kind: 'span' }
  }
  return undefined
}

/** `next 30 days`, `this coming week`: deadlines lie there. */
function ahead(text: Text, now: Date): SaidPeriod | undefined {
  const [found] = text.take(
    new RegExp(
      `${lead}\\b(?:the )?(?:next|coming|upcoming|following) (?:(${count}) ?)?(${units})(?!\\w)`,
      'i',
    ),
  )
  if (found === undefined) return undefined
  const [said, many, unitSaid = ''] = found
  const unit = unitOf(unitSaid)
  if (many === undefined && unit !== 'hour' && unit !== 'minute') {
    const start = later(startOf(unit, now), 1, unit)
    return { start, end: later(start, 1, unit), said: said.trim(), kind: 'span', unit }
  }
  return {
    start: now,
    end: later(now, numberOf(many ?? 'one'), unit),
    said: said.trim(),
    kind: 'span',
  }
}

/** `this month`, `today`, `yesterday evening`, `so far this year`. */
function current(text: Text, now: Date): SaidPeriod | undefined {
  const [unitFound] = text.take(
    /(?:\b(?:in|during|for|over|of|so far|since the (?:start|beginning) of) )?\b(?:this|the current|current)( hour| day| week| month| quarter| year)\b(?: so far| to date)?|\b(month|year|quarter)[- ]to[- ]date\b/i,
  )
  if (unitFound !== undefined) {
    const unit = unitOf((unitFound[1] ?? unitFound[2] ?? 'month').trim())
    return { start: startOf(unit, now), end: now, said: unitFound[0].trim(), kind: 'span', unit }
  }
  const [day] = text.take(
    /(?:\b(since|before|until|from|for|on|of) )?\b(the day before yesterday|yesterday|today|tonight|this|last)(?:(?<=yesterday|today|this|last)(?: |'s )(morning|afternoon|evening|night))?\b(?!'s \w+ing)/i,
    ([, , word = '', part]) => !/^(?:this|last)$/i.test(word) || part !== undefined,
  )
  if (day === undefined) return undefined
  const [said, since = '', word = '', part] = day
  const today = startOf('day', now)
  const back = /before/i.test(word) ? 2 : /yesterday|last/i.test(word) ? 1 : 0
  const date = later(today, -back, 'day')
  const [from, to] = hours[(part ?? (/tonight/i.test(word) ? 'evening' : '')).toLowerCase()] ?? [
    0, 24,
  ]
  const start = new Date(date.getTime() + from * hourMs)
  const end = new Date(
    Math.min(date.getTime() + to * hourMs, back === 0 ? now.getTime() : Number.POSITIVE_INFINITY),
  )
  if (/before|until/i.test(since)) return { start: new Date(0), end: start, said, kind: 'before' }
  if (/since|from/i.test(since)) return { start, end: now, said, kind: 'span' }
  return {
    start,
    end: end <= start ? now : end,
    said,
    kind: 'span',
    ...(part === undefined ? { unit: 'day' } : {}),
  }
}

const hours: Readonly<Record<string, readonly [number, number]>> = {
  morning: [5, 12],
  afternoon: [12, 18],
  evening: [17, 24],
  night: [20, 30],
}

/** `from November 1 to November 10`, `between Monday and Wednesday`. */
function between(text: Text, now: Date): SaidPeriod | undefined {
  const [found] = text.take(
    /\b(?:from|between) ([\w:.,' -]{2,40}?) (?:to|until|till|and|through|-) ((?:(?!(?:by|in|for|per|of|on|with)\b)[\w:.,'-]+ ?){1,4}?)(?=$|[?!,;\uE000]|\.(?:\s|$)| ?(?:by|in|for|per|of|on|with)\b)/i,
    ([, from = '', to = '']) =>
      point(from, now) !== undefined && point(to, now) !== undefined && !isClock(from),
  )
  if (found === undefined) return undefined
  const [, from = '', to = ''] = found
  const [start, end] = [point(from, now), point(to, now)]
  if (start === undefined || end === undefined) return undefined
  const whole = end.whole === undefined ? end.at : later(end.at, 1, end.whole)
  const first =
    start.at > end.at ? later(start.at, -1, start.whole === 'day' ? 'year' : 'day') : start.at
  return { start: first, end: whole, said: found[0].trim(), kind: 'span', ...zoneOf(end.zone) }
}

const isClock = (said: string) => /^\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?$/i.test(said.trim())

/** `between 10 and 12`, `from 9am to 11am yesterday`: today's, or the last ones that are over. */
function clockRange(text: Text, now: Date): SaidPeriod | undefined {
  const clock = '(\\d{1,2}(?::\\d\\d)?) ?([ap]\\.?m\\.?)?'
  const [found] = text.take(
    new RegExp(
      `\\b(?:from|between) ${clock}(?: ?(?:to|until|till|and|-) ?)${clock}(?: (utc|gmt|[a-z]{1,4}t))?(?: (?:on )?(today|yesterday|${weekdays}|\\d{4}-\\d\\d-\\d\\d))?(?!\\w)`,
      'i',
    ),
  )
  if (found === undefined) return undefined
  const [said, from = '', fromHalf, to = '', toHalf, zone, day] = found
  const rest = day === undefined ? dated(text, now) : undefined
  const date = day === undefined ? rest && { at: rest.start } : point(day, now)
  const base = startOf('day', date?.at ?? now)
  const offset = zone === undefined ? 0 : zoneOffset(zone)
  const start = new Date(base.getTime() + minutesOf(from, fromHalf ?? toHalf) * 60_000 - offset)
  const end = new Date(base.getTime() + minutesOf(to, toHalf) * 60_000 - offset)
  const back = date === undefined && start > now ? dayMs : 0
  return {
    start: new Date(start.getTime() - back),
    end: new Date(end.getTime() - back),
    said,
    kind: 'span',
    ...zoneOf(zone),
  }
}

const weekdays = '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?'

function minutesOf(clock: string, half: string | undefined): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const afternoon = half !== undefined && /^p/i.test(half) && hour < 12 ? 12 : 0
  const midnight = half !== undefined && /^a/i.test(half) && hour === 12 ? -12 : 0
  return (hour + afternoon + midnight) * 60 + minute
}

/** `Q3`, `the third quarter of 2025`: the last one of that number that has begun. */
function quarter(text: Text, now: Date): SaidPeriod | undefined {
  const [found] = text.take(
    /(?:\b(?:in|for|during|of|over) )?(?:\bthe )?(?:\bq([1-4])|\b(first|second|third|fourth) quarter)\b(?:,? (?:of |in )?(20\d\d))?(?![\w-])/i,
    first(),
  )
  if (found === undefined) return undefined
  const [said, number, word = '', year] = found
  const at = Number(
    number ?? 1 + ['first', 'second', 'third', 'fourth'].indexOf(word.toLowerCase()),
  )
  const inYear = new Date(Date.UTC(Number(year ?? now.getUTCFullYear()), 3 * (at - 1), 1))
  const start = year === undefined && inYear > now ? later(inYear, -1, 'year') : inYear
  const end = later(start, 1, 'quarter')
  return {
    start,
    end: end > now && start < now ? now : end,
    said: said.trim(),
    kind: 'span',
    unit: 'quarter',
  }
}

/** `in May`: words that are months only after such a word. */
function shortMonth(text: Text, now: Date): SaidPeriod | undefined {
  const [found] = text.take(
    /\b(in|for|since|during|of|until|before) (may|jan|feb|mar(?:ch)?|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?!\.? \d)/i,
    first(),
  )
  if (found === undefined) return undefined
  const [said, word = '', month = ''] = found
  const last = monthNamed(month, now)
  const at = toCome.test(text.whole) ? later(last, 1, 'year') : last
  return bounded(word, { at, whole: 'month' }, said, now)
}

/** Of several times the first is taken; the others are read after it. */
function first(): () => boolean {
  let isTaken = false
  return () => {
    const isFirst = !isTaken
    isTaken = true
    return isFirst
  }
}

/** When the last month of that name began. */
function monthNamed(month: string, now: Date): Date {
  const number = 'jan feb mar apr may jun jul aug sep oct nov dec'
    .split(' ')
    .indexOf(month.slice(0, 3).toLowerCase())
  const at = new Date(Date.UTC(now.getUTCFullYear(), number, 1))
  return at > now ? later(at, -1, 'year') : at
}

/** `since Monday`, `on 2026-11-12`, `in October`, `before 2025`, `at 3 PM`. */
function dated(text: Text, now: Date): SaidPeriod | undefined {
  const [year] = text.take(
    /\b(in|since|before|after|until|from|during|of|for) (20\d\d)\b(?![-./:]\d)/i,
  )
  if (year !== undefined) {
    const start = new Date(Date.UTC(Number(year[2]), 0, 1))
    return bounded(year[1] ?? '', { at: start, whole: 'year' }, year[0], now)
  }
  const clean = text.left.replaceAll('\uE000', ' ')
  const [found] = parse(clean, now)
  if (found === undefined) return undefined
  const before =
    /(?:\b(?:since|before|until|till|after|from|on|in|at|around|about|of|for|during|by|the|as of|starting|prior to|ago|the end of) )+$/i.exec(
      clean.slice(0, found.index),
    )
  const start = found.index - (before?.[0].length ?? 0)
  const said = clean.slice(start, found.index + found.text.length)
  const at = pointOf(found, now, toCome.test(text.whole))
  text.blank(start, said.length)
  const word = before?.[0].trim() ?? found.text
  // What expires by the end of March does so on any day until then.
  const isUntil = toCome.test(text.whole) && /^(?:by|until|till)\b/i.test(word)
  if (isUntil) {
    const end = at.whole === undefined ? at.at : later(at.at, 1, at.whole)
    return { start: now, end, said: said.trim(), kind: 'span' }
  }
  return bounded(word, at, said.trim(), now)
}

function bounded(word: string, { at, whole, zone }: Point, said: string, now: Date): SaidPeriod {
  const end = whole === undefined ? at : later(at, 1, whole)
  const more = zoneOf(zone)
  if (/before|until|till|prior/i.test(word))
    return { start: new Date(0), end: at, said, kind: 'before', ...more }
  if (/after/i.test(word)) return { start: end, end: now, said, kind: 'span', ...more }
  if (/since|from|starting/i.test(word)) return { start: at, end: now, said, kind: 'span', ...more }
  if (whole === undefined) return { start: at, end: at, said, kind: 'point', ...more }
  return {
    start: at,
    end: end > now && at < now ? now : end,
    said,
    kind: 'span',
    unit: whole,
    ...more,
  }
}

interface Point {
  at: Date
  /** The calendar unit that was named whole: a day, a month; none for a moment. */
  whole?: Unit
  zone?: string
}

/** The moment or day that words name, if they do. */
function point(said: string, now: Date): Point | undefined {
  const bare = /^(20\d\d)$/.exec(said.trim())
  // Between two times `Mar` is a month.
  if (/^(?:jan|feb|mar|march|apr|may|jun|jul|aug|sept?|oct|nov|dec)$/i.test(said.trim()))
    return { at: monthNamed(said.trim(), now), whole: 'month' }
  if (bare !== null) return { at: new Date(Date.UTC(Number(bare[1]), 0, 1)), whole: 'year' }
  if (/^today$/i.test(said.trim())) return { at: startOf('day', now), whole: 'day' }
  if (/^(?:right )?now$/i.test(said.trim())) return { at: now }
  const [found] = parse(said, now)
  return found !== undefined && found.text.length >= said.trim().length - 4
    ? pointOf(found, now)
    : undefined
}

const parse = (said: string, now: Date) =>
  mayBeTime.test(said)
    ? chrono.casual
        .parse(said, { instant: now, timezone: 'UTC' })
        .filter(
          ({ text, start }) =>
            !notTimes.test(text.trim()) && !(text.length < 4 && !start.isCertain('day')),
        )
    : []

/** What the reader of dates needs to find one: it has dozens of patterns, and most questions name no time. */
export const mayBeTime =
  /\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\b(?:sun|mon|tue|wed|thu|fri|sat|now|to(?:day|night|morrow)|tm|yest|overm|this|last|past|next|night|morning|afternoon|noon|mid|evening|sec|min|h(?:ou)?rs?\b|days?\b|week|wks?\b|mos?\b|months?\b|qtr|quarter|y(?:ea)?rs?\b|decade|ago\b|[hdwmys]\b)/i

/** Words that a reader of dates takes for one. */
const notTimes =
  /^(?:may|march|mar|sat|sun|mon|second|now|sec|min|dec|jan|today|\d+|at \d{1,2}|\d{1,2} ?m|\d+[smhd])$/i

/** Of what is still to happen a day without a year is the next one. */
const toCome = /\b(?:expir\w*|run(?:s|ning)? out|lapses?|due|renew\w*|deadlines?)\b/i

function pointOf({ start }: chrono.ParsedResult, now: Date, isAhead = false): Point {
  const has = (part: 'hour' | 'day' | 'month' | 'weekday' | 'year') => start.isCertain(part)
  const at = start.date()
  const minutes = start.get('timezoneOffset')
  const zone =
    start.isCertain('timezoneOffset') && minutes
      ? { zone: `UTC${minutes > 0 ? '+' : '-'}${Math.abs(minutes / 60)}` }
      : {}
  if (has('hour')) {
    const dateKnown = has('day') || has('weekday')
    const past =
      at > now ? later(at, has('weekday') ? -7 : has('day') && !has('year') ? -365 : -1, 'day') : at
    return { at: dateKnown && has('year') ? at : past, ...zone }
  }
  const whole: Unit =
    has('day') || has('weekday') ? 'day' : has('month') ? 'month' : has('year') ? 'year' : 'day'
  const begin = startOf(whole, at)
  if (isAhead && !has('year'))
    return { at: begin < now ? later(begin, 1, 'year') : begin, whole, ...zone }
  if (begin <= now || has('year')) return { at: begin, whole, ...zone }
  return {
    at: has('weekday') && !has('day') ? later(begin, -1, 'week') : later(begin, -1, 'year'),
    whole,
    ...zone,
  }
}

const zoneOf = (zone: string | undefined) =>
  zone === undefined || /^(?:utc|gmt)$/i.test(zone) ? {} : { zone }

function zoneOffset(zone: string): number {
  const [found] = chrono.parse(`2026-01-15 12:00 ${zone}`)
  return (found?.start.get('timezoneOffset') ?? 0) * 60_000
}

function unitOf(said: string): Unit {
  const word = said.toLowerCase()
  if (/^mi/.test(word)) return 'minute'
  if (/^h/.test(word)) return 'hour'
  if (/^d/.test(word)) return 'day'
  if (/^w/.test(word)) return 'week'
  if (/^q/.test(word)) return 'quarter'
  return /^y/.test(word) ? 'year' : 'month'
}

/** The time that some words name by themselves, as a recipe is given it; undefined where they name none. */
export function readPeriod(words: string, now: Date): Period | undefined {
  const period = takePeriod(new Text(words), now)
  return period === undefined || period.kind === 'before' ? undefined : period
}

/** `and the month before?`, `the previous week`: the one that ends where an earlier period began. */
export function periodBefore(words: string, earlier: Date | undefined, now: Date) {
  const [, unitSaid, other] =
    /\b(?:the|one) (day|week|month|quarter|year) (?:before|earlier|prior)(?! last\b)\b|\b(?:previous|preceding|prior) (day|week|month|quarter|year)\b/i.exec(
      words,
    ) ?? []
  const said = unitSaid ?? other
  if (said === undefined) return undefined
  const unit = unitOf(said)
  const end = earlier ?? startOf(unit, now)
  return { start: later(end, -1, unit), end }
}
