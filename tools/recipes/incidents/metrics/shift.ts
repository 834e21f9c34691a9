import type { Point } from '../../evidence/metric-series.ts'

/** Where a series came to another level, or began to climb or sink. */
export interface Shift {
  at: Date
  before: number
  after: number
  /** Whether it went there at once; else bit by bit, up to the end. */
  isStep: boolean
}

/** The largest change of level in a series; undefined where it keeps its level, or only swings about it. */
export function shiftIn(points: readonly Point[]): Shift | undefined {
  if (points.length < 2 * window) return undefined
  return courseOf(points) ?? stepOf(points)
}

/** So many points on either side say what the level is. */
const window = 3

/** A level that is left at once. */
function stepOf(points: readonly Point[]): Shift | undefined {
  const values = points.map(({ value }) => value)
  const span = Math.max(...values) - Math.min(...values)
  if (span === 0) return undefined
  const noise = Math.max(
    median(values.slice(1).map((value, at) => Math.abs(value - (values[at] ?? 0)))),
    span / 50,
  )
  const steps = points.slice(window, -window + 1).map(({ at: time }, index) => {
    const at = index + window
    const [before, after] = [
      mean(values.slice(at - window, at)),
      mean(values.slice(at, at + window)),
    ]
    return { at: time, before, after, size: Math.abs(after - before) }
  })
  const largest = steps.reduce<(typeof steps)[number] | undefined>(
    (best, one) => (best === undefined || one.size > best.size ? one : best),
    undefined,
  )
  if (largest === undefined || largest.size < 6 * noise) return undefined
  // A point in which it moved is of both levels.
  const at = points.findIndex((point) => point.at === largest.at)
  const levels = [values.slice(at - window, at), values.slice(at, at + window)].map(median)
  const shift = { at: largest.at, before: levels[0] ?? 0, after: levels[1] ?? 0, isStep: true }
  return isOther(shift) ? shift : undefined
}

/** Flat, and then steadily more or less up to the end. */
function courseOf(points: readonly Point[]): Shift | undefined {
  const values = points.map(({ value }) => value)
  const [first = 0, last = 0] = [median(values.slice(0, window)), values.at(-1) ?? 0]
  const rise = Math.abs(last - first)
  const bend = values.findIndex((value) => Math.abs(value - first) > rise / 50)
  const from = Math.max(0, bend - 1)
  const own = values.slice(from)
  if (rise === 0 || bend < 0 || own.length < 2 * window) return undefined
  const steepest = Math.max(...own.slice(1).map((value, at) => Math.abs(value - (own[at] ?? 0))))
  const at = points[from]?.at
  if (at === undefined || steepest > rise / 3 || straightness(own) < 0.95) return undefined
  const shift = { at, before: first, after: last, isStep: false }
  return isOther(shift) ? shift : undefined
}

/** Half as much again, or a third less: what is less than that is no change to speak of. */
const isOther = ({ before, after }: Shift) =>
  Math.max(before, after) >= 1.4 * Math.max(0, Math.min(before, after))

/** How far values lie on one line: 1 where they do. */
function straightness(values: readonly number[]): number {
  const [middle, level] = [(values.length - 1) / 2, mean(values)]
  const sum = (of: (value: number, at: number) => number) =>
    values.reduce((total, value, at) => total + of(value, at), 0)
  const both = sum((value, at) => (at - middle) * (value - level))
  const spread = sum((_, at) => (at - middle) ** 2) * sum((value) => (value - level) ** 2)
  return spread === 0 ? 0 : both ** 2 / spread
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
