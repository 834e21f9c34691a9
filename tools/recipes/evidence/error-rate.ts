import type { Period } from '../../questions/time/period.ts'
import { type Point, type Reading, readSeries, type SeriesAsked, stepS } from './metric-series.ts'

/** An Application Load Balancer's dimensions; those of a target group tell it from its neighbours. */
export interface Balanced {
  balancer: string
  targetGroup: string
}

/** How a service answered: 5xx in a hundred requests, and since when that is too many. */
export interface ErrorRate {
  /** What was measured: the target group, or all of its load balancer. */
  of: 'target group' | 'load balancer'
  /** Absent: no trouble in the period. */
  trouble?: Stretch & { end?: Date }
  /** Before the trouble; all of the period where there is none. */
  usual: Stretch
  /** 5xx of the load balancer itself, where no target answered: for any target group of it. */
  fromBalancer: number
}

export interface Stretch {
  start: Date
  minutes: number
  requests: number
  errors: number
}

/** Undefined where CloudWatch has no requests of it, or did not tell. */
export async function errorRate(
  { balancer, targetGroup }: Balanced,
  period: Period,
  place: Reading,
): Promise<ErrorRate | undefined> {
  const whole = { LoadBalancer: balancer }
  const part = { ...whole, TargetGroup: targetGroup }
  const periodS = stepS(period)
  const end = new Date(Math.floor(period.end.getTime() / (periodS * 1000)) * periodS * 1000)
  const asked = [
    sum('RequestCount', part),
    sum('HTTPCode_Target_5XX_Count', part),
    sum('RequestCount', whole),
    sum('HTTPCode_Target_5XX_Count', whole),
    sum('HTTPCode_ELB_5XX_Count', whole),
  ]
  const series = await readSeries(asked, { period: { ...period, end }, periodS }, place)
  const [requests, errors, allRequests, allErrors, own] = series
  if (requests === undefined) return undefined
  const isPart = requests.length > 0
  const counts = isPart ? requests : allRequests
  const failures = isPart ? errors : allErrors && own && [...allErrors, ...own]
  // What was not told is no zero.
  if (counts === undefined || failures === undefined) return undefined
  const steps = stepsOf(counts, failures)
  if (steps.length === 0) {
    place.note?.('No load balancer counts its requests: the error rate is unknown.')
    return undefined
  }
  return {
    of: isPart ? 'target group' : 'load balancer',
    ...split(steps, periodS / 60),
    fromBalancer: (own ?? []).reduce((total, { value }) => total + value, 0),
  }
}

const sum = (metric: string, dimensions: SeriesAsked['dimensions']): SeriesAsked => ({
  namespace: 'AWS/ApplicationELB',
  metric,
  dimensions,
  statistic: 'Sum',
})

interface Step {
  at: Date
  requests: number
  errors: number
}

/** CloudWatch writes no point where there was no error. */
function stepsOf(requests: readonly Point[], errors: readonly Point[]): Step[] {
  const errorsAt = Map.groupBy(errors, ({ at }) => at.getTime())
  return requests.map(({ at, value }) => ({
    at,
    requests: value,
    errors: (errorsAt.get(at.getTime()) ?? []).reduce((total, point) => total + point.value, 0),
  }))
}

const rateOf = ({ requests, errors }: { requests: number; errors: number }) =>
  requests === 0 ? 0 : errors / requests

/** The last stretch of steps near the worst of the period; a lull of a few steps does not end it. */
function split(steps: readonly Step[], minutesEach: number) {
  const worst = Math.max(...steps.map(rateOf))
  const isBad = (step: Step) => step.errors > 0 && rateOf(step) >= Math.max(leastRate, worst / 3)
  const lastBad = steps.findLastIndex(isBad)
  if (lastBad === -1) return { usual: stretch(steps, minutesEach) }
  let first = lastBad
  for (let at = lastBad; at >= 0 && first - at <= lull; at -= 1) {
    const step = steps[at]
    if (step !== undefined && isBad(step)) first = at
  }
  const bad = steps.slice(first, lastBad + 1)
  const isOver = steps.length - 1 - lastBad > lull
  const end = isOver ? steps[lastBad + 1]?.at : undefined
  return {
    trouble: { ...stretch(bad, minutesEach), ...(end === undefined ? {} : { end }) },
    usual: stretch(steps.slice(0, first), minutesEach),
  }
}

/** Fewer than one in a hundred is no outage. */
const leastRate = 0.01
const lull = 3

const stretch = (steps: readonly Step[], minutesEach: number): Stretch => ({
  start: steps[0]?.at ?? new Date(0),
  minutes: steps.length * minutesEach,
  requests: steps.reduce((total, { requests }) => total + requests, 0),
  errors: steps.reduce((total, { errors }) => total + errors, 0),
})
