import type { Place } from './answer.ts'
import { hex } from './facts/company.ts'
import type { LogGroup } from './facts/log-groups.ts'

export interface LogEvent {
  timestamp: number
  message: string
  logStreamName: string
}

/** A group's lines from `start` up to `end` (in ms), oldest first; what is past its retention is gone. */
export function logEvents(group: LogGroup, range: { start?: number; end?: number }, at: Place) {
  const now = at.now.getTime()
  const oldest = now - (group.retentionDays ?? 7) * dayMs
  const start = Math.max(range.start ?? oldest, oldest)
  const end = Math.min(range.end ?? now, now)
  return [...usual(group, start, end), ...trouble(group, { start, end, now })].toSorted(
    (one, other) => one.timestamp - other.timestamp,
  )
}

/** CloudWatch's text patterns: words and "phrases" must all be there, `-word` must not, of `?word`s one. */
export function matchesPattern(message: string, pattern: string): boolean {
  // Patterns for JSON match none of these lines, which are text.
  if (pattern.trimStart().startsWith('{')) return false
  const terms = [...pattern.matchAll(/([-?]?)(?:"([^"]*)"|(\S+))/g)].map(
    ([, sign, phrase, word]) => ({
      sign,
      there: message.includes(phrase ?? word ?? ''),
    }),
  )
  const optional = terms.filter(({ sign }) => sign === '?')
  const banned = terms.some(({ sign, there }) => sign === '-' && there)
  const missing = terms.some(({ sign, there }) => sign === '' && !there)
  return !banned && !missing && (optional.length === 0 || optional.some(({ there }) => there))
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

// At the same second of every minute, so that a line stays where it was as time goes on.
function usual({ name, streams, usual: lines }: LogGroup, start: number, end: number): LogEvent[] {
  if (lines.length === 0) return []
  const second = (Number.parseInt(hex(name, 4), 16) % 60) * 1000
  const first = Math.ceil((start - second) / minuteMs)
  const count = Math.max(0, Math.ceil((end - second) / minuteMs) - first)
  return Array.from({ length: count }, (_, index) => {
    const minute = first + index
    return event(minute * minuteMs + second, { index: minute, lines, streams })
  })
}

function trouble(
  group: LogGroup,
  { start, end, now }: { start: number; end: number; now: number },
) {
  if (!group.trouble) return []
  const { startedMinutesAgo, everyMs, lines, streams } = group.trouble
  const since = now - startedMinutesAgo * minuteMs
  const first = Math.max(0, Math.ceil((start - since) / everyMs))
  const count = Math.max(0, Math.ceil((end - since) / everyMs) - first)
  return Array.from({ length: count }, (_, index) =>
    event(since + (first + index) * everyMs, { index: first + index, lines, streams }),
  )
}

function event(
  timestamp: number,
  {
    index,
    lines,
    streams,
  }: { index: number; lines: readonly string[]; streams: readonly string[] },
): LogEvent {
  return {
    timestamp,
    message: `${new Date(timestamp).toISOString()} ${lines[index % lines.length]}`,
    logStreamName: streams[index % streams.length] ?? '',
  }
}
