import { ellipsis } from '../../text.ts'
import { counted } from './wording.ts'

const minuteMs = 60_000

/** `2026-03-18 13:44 UTC`, for people on call in several places. */
export const moment = (time: Date): string =>
  isKnown(time) ? `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC` : unknownTime

/** AWS leaves times out, and services that speak as it does write them in other ways. */
const isKnown = (time: Date) => !Number.isNaN(time.getTime())
const unknownTime = 'an unknown time'

/** `41 minutes ago`, `3 hours ago`, `9 days ago`. */
export const ago = (time: Date, now: Date): string =>
  isKnown(time) ? `${lasting(time, now)} ago` : `at ${unknownTime}`

/** `13:44 UTC (41 minutes ago)`, with its date where that is not today's. */
export function since(time: Date, now: Date): string {
  if (!isKnown(time)) return unknownTime
  const sameDay = time.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)
  return `${sameDay ? moment(time).slice(11) : moment(time)} (${ago(time, now)})`
}

/** How long, in the unit that a person would use. */
export function lasting(start: Date, end: Date): string {
  if (!isKnown(start) || !isKnown(end)) return unknownTime
  const minutes = Math.max(0, Math.round((end.getTime() - start.getTime()) / minuteMs))
  if (minutes === 0) return 'less than a minute'
  if (minutes < 120) return counted(minutes, 'minute')
  if (minutes < 48 * 60) return counted(Math.round(minutes / 60), 'hour')
  return counted(Math.round(minutes / (24 * 60)), 'day')
}

/** Text that AWS or somebody else wrote, in one bounded line. */
export function cap(text: string, length = 300): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  return ellipsis(line, length)
}

/** The same as code in Markdown, which nothing in it can end. */
export const quoted = (text: string, length: number): string =>
  `\`${cap(text.replaceAll('`', "'"), length)}\``

/** To two digits after the point, none where it is whole. */
export const rounded = (value: number): number => Math.round(value * 100) / 100

/** `in the last 24 hours`, `from 2026-03-18 10:00 UTC to …`. */
export const timeText = ({ start, end }: { start: Date; end: Date }, now: Date): string =>
  end.getTime() === now.getTime()
    ? `in the last ${lasting(start, end)}`
    : `from ${moment(start)} to ${moment(end)}`
