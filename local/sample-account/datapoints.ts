import type { Place } from './answer.ts'
import type { Series } from './facts/metrics.ts'

export interface Period {
  start: Date
  end: Date
  seconds: number
}

/** The series' values by statistic, oldest period first. A past value stays what it was, but for incidents. */
export function datapoints(series: Series, { start, end, seconds }: Period, at: Place) {
  const periodMs = seconds * 1000
  const first = Math.floor(start.getTime() / periodMs) * periodMs
  const last = Math.min(end.getTime(), at.now.getTime())
  const points = []
  for (let from = first; from < last; from += periodMs) {
    const samples = sample(series, { from, to: Math.min(from + periodMs, last) }, at)
    points.push({ timestamp: new Date(from), ...samples })
  }
  return points
}

export type Datapoint = ReturnType<typeof datapoints>[number]

/** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount`, or a percentile, as `p99`. */
export function statistic({ values, minutes }: Datapoint, name: string, counts: boolean): number {
  const sum = values.reduce((total, value) => total + value, 0)
  if (name === 'SampleCount') return minutes
  if (name === 'Sum') return round(counts ? (sum * minutes) / values.length : sum)
  if (name === 'Minimum') return round(Math.min(...values))
  if (name === 'Maximum') return round(Math.max(...values))
  const percent = Number(/^p(\d+(\.\d+)?)$/.exec(name)?.[1])
  return Number.isNaN(percent) ? round(sum / values.length) : round(percentile(values, percent))
}

const minuteMs = 60_000
const mostSamples = 60

// A value a minute; long periods are sampled.
function sample(series: Series, { from, to }: { from: number; to: number }, at: Place) {
  const minutes = Math.max(1, Math.floor((to - from) / minuteMs))
  const step = Math.ceil(minutes / mostSamples)
  const count = Math.ceil(minutes / step)
  const values = Array.from({ length: count }, (_, index) =>
    valueAt(series, from + index * step * minuteMs, at),
  )
  return { values, minutes }
}

function valueAt({ level, swing, metric, dimensions }: Series, time: number, at: Place): number {
  const value = level((at.now.getTime() - time) / minuteMs)
  if (swing === 0) return value
  const noise = hash(`${metric}${Object.values(dimensions)}${Math.floor(time / minuteMs)}`) - 0.5
  return value * (1 + swing * (0.7 * daylight(time) + 0.3 * noise))
}

// From -1 at 3 in the night to 1 at 15 o'clock, UTC.
const daylight = (time: number) => -Math.cos(((time / 3_600_000 - 3) / 12) * Math.PI)

// FNV-1a: quick, and the same everywhere. 0 to 1.
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return (value >>> 0) / 2 ** 32
}

function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const index = Math.ceil((percent / 100) * sorted.length) - 1
  return sorted[Math.max(0, index)] ?? 0
}

const round = (value: number) => Math.round(value * 1000) / 1000
