import { comparedDays, monthSoFar } from '../../recipes/money/bill/compared-days.ts'
import { soMuchEarlier } from '../time/earlier.ts'
import { later, type Period, type SaidPeriod, startOf, type Unit } from '../time/period.ts'
import { toSend } from '../time/sent-period.ts'
import { periodBefore, takePeriod } from '../time/take-period.ts'
import { takeNames } from '../words/names.ts'
import { takeRegions } from '../words/regions.ts'
import { Text } from '../words/text.ts'

interface CostPeriods {
  period?: Period
  /** The other one that it is held against. */
  compare?: Period
}

/** One time, or two of which the later is held against the earlier: “October against September”, “… and the month before”. */
export function costPeriods(asked: string, now: Date): CostPeriods {
  // “Compared between September and October”: each of them, rather than both together.
  const question = betweenTwo.test(asked)
    ? asked.replace(/\bbetween (.+?) (?:and|to) (?=\w)/i, 'in $1 and in ')
    : asked
  const earlier = soMuchEarlier(question)
  if (earlier !== undefined) {
    // Of which time it is the same, a week before: of yesterday where none is said.
    const [period = yesterday(now)] = spansIn(question.replace(earlier.said, ' '), now)
    return { period, compare: earlier.back(period) }
  }
  const said = spansIn(question, now)
  const [first, second] = said
  if (first === undefined) return {}
  const isCompared = comparing.test(question)
  // “The same days of last month”: as many of them as have passed of this one.
  if (sameDays.test(question)) {
    const latest = said.toSorted((a, b) => b.start.getTime() - a.start.getTime())[0] ?? first
    const period = second === undefined ? monthSoFar(now) : latest
    return { period, compare: directlyBefore(period) }
  }
  if (second !== undefined && second.start.getTime() !== first.start.getTime()) {
    const [earlier, later] = first.start < second.start ? [first, second] : [second, first]
    return { period: later, compare: earlier }
  }
  const before = periodBefore(question.replace(first.said, ' '), first.start, now)
  if (before !== undefined) return { period: first, compare: before }
  if (isCompared && (second !== undefined || theOneBefore.test(question)))
    return { period: first, compare: directlyBefore(first) }
  // “More than last month”: this month so far is what is asked about.
  return isCompared && standsAfterThan(question, first) ? { compare: first } : { period: first }
}

/** Two days, or two times of one length, of which one is said to be dearer: “yesterday dearer than two weeks ago”. */
export function daysHeld(question: string, now: Date): { period: Sent; compare: Sent } | undefined {
  const text = new Text(question)
  takeNames(text)
  takeRegions(text)
  const said: SaidPeriod[] = []
  for (let period = takePeriod(text, now); period !== undefined; period = takePeriod(text, now))
    if (period.kind !== 'before' && period.start < now) said.push(period)
  // A moment is the day, week or month of it that the other time is.
  const isMoment = ({ kind, said: words }: SaidPeriod) => kind === 'point' || /\bago$/i.test(words)
  const unit = said.find((one) => !isMoment(one))?.unit ?? 'day'
  const [first, second, ...others] = said
    .map((one) => (isMoment(one) ? unitOf(one, unit) : { start: one.start, end: one.end }))
    .toSorted((a, b) => a.start.getTime() - b.start.getTime())
  if (first === undefined || second === undefined || others.length > 0) return undefined
  const [was, is] = [first, second].map(({ start, end }) => end.getTime() - start.getTime())
  return was === is && first.end <= second.start
    ? { period: toSend(second), compare: toSend(first) }
    : undefined
}

type Sent = ReturnType<typeof toSend>

function unitOf({ start }: Period, unit: Unit): Period {
  const first = startOf(unit, start)
  return { start: first, end: later(first, 1, unit) }
}

/** The times that have begun, in the order in which they are read. */
function spansIn(question: string, now: Date): SaidPeriod[] {
  const text = new Text(question)
  takeNames(text)
  takeRegions(text)
  const found: SaidPeriod[] = []
  while (found.length < 3) {
    const period = takePeriod(text, now)
    if (period === undefined) break
    if (period.kind === 'span' && period.start < now) found.push(period)
  }
  return found
}

const sameDays =
  /\bsame (?:days|part|stretch|span|period|time|point|date) (?:of|in|from|last)(?: the)? (?:last|previous|prior)? ?month\b|\bmonth[- ](?:to|over)[- ]month\b/i

const comparing =
  /\b(?:compar\w*|vs\.?|versus|against|than|differ\w*|before|cheaper|dearer|prior|earlier|previous)\b/i

const betweenTwo =
  /\b(?:compar\w*|differ\w*|chang\w*|rise|rose|increas\w*|went up|go up|gone up|grow\w*|grew|drop\w*|fell|decreas\w*)\b.*\bbetween\b/i

const theOneBefore =
  /\b(?:the )?(?:one|period|time) (?:before|prior|earlier)\b|\bprevious (?:one|period)\b|\bbefore (?:that|it)\b/i

const standsAfterThan = (question: string, { said }: SaidPeriod) =>
  /\b(?:than|compared (?:to|with)|vs\.?|versus|against)(?: (?:in|the|it|was|we|had|paid|spent))* *$/i.test(
    question.slice(0, question.indexOf(said)),
  )

const yesterday = (now: Date): Period => {
  const end = startOf('day', now)
  return { start: later(end, -1, 'day'), end }
}

/** Of whole months as many months, whatever their days. */
const directlyBefore = (period: Period): Period => {
  const { start, end } = comparedDays(period).before
  return { start: new Date(start), end: new Date(end) }
}
