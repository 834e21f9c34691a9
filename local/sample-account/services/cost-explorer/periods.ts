import type { Input } from '../../answer.ts'
import { record, text } from '../../answer.ts'
import { daysBetween } from '../../bill.ts'
import { nextDay } from '../../clock.ts'
import { SampleAccountError } from '../../error.ts'

interface TimePeriod {
  start: Date
  end: Date
  /** As Cost Explorer says it: dates, the end not included. */
  shown: { Start: string; End: string }
}

/** The asked-for time, cut into days or calendar months. */
export function timePeriods(input: Input): TimePeriod[] {
  const { Start, End } = record(input.TimePeriod)
  const [start, end] = [day(Start), day(End)]
  if (start >= end) throw invalid('Start date (and hour) should be before end date (and hour)')
  const days = daysBetween(start, end)
  const granularity = text(input, 'Granularity')
  if (granularity === 'DAILY') return days.map((one) => period(one, nextDay(one)))
  if (granularity !== 'MONTHLY') throw invalid('Granularity must be DAILY or MONTHLY here.')
  const starts = days.filter((one, index) => index === 0 || one.getUTCDate() === 1)
  return starts.map((one, index) => period(one, starts[index + 1] ?? end))
}

function day(value: unknown): Date {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(String(value)) ? `${value}T00:00:00Z` : '')
  if (Number.isNaN(date.getTime())) throw invalid(`TimePeriod is invalid: ${value}`)
  return date
}

const period = (start: Date, end: Date) => ({
  start,
  end,
  shown: { Start: written(start), End: written(end) },
})

const written = (date: Date) => date.toISOString().slice(0, 10)

function invalid(message: string) {
  return new SampleAccountError('ValidationException', { message })
}
