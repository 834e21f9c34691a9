import type { Evidence, Place } from '../recipe.ts'
import { isHarmless } from './log-level.ts'
import { cap, moment } from './say.ts'
import { text } from './values.ts'

export interface LogGroupRead {
  group: string
  start: Date
  end: Date
}

/** Lines of one kind: alike but for times, ids and numbers. */
export interface LogMessage {
  group: string
  kind: string
  count: number
  first: Date
  last: Date
  example: string
}

/** The error lines of a log group by kind, most frequent first. Throws where `logs` are closed. */
export async function logErrors(
  { group, start, end }: LogGroupRead,
  { read }: Pick<Place, 'read'>,
): Promise<LogMessage[]> {
  const events = await read('logs:FilterLogEvents', {
    logGroupName: group,
    startTime: start.getTime(),
    endTime: end.getTime(),
    filterPattern: errorPattern,
    limit: 10_000,
  })
  const kinds = new Map<string, LogMessage>()
  for (const { timestamp, message } of events) {
    if (isHarmless(text(message))) continue
    const line = messageOf(text(message))
    const at = new Date(text(timestamp))
    addLine(kinds, { group, kind: kindOf(line), at, line })
  }
  return [...kinds.values()].toSorted((a, b) => b.count - a.count)
}

/** As CloudWatch matches: with these letters, anywhere in the line. */
const errorPattern =
  '?ERROR ?Error ?error ?Exception ?exception ?FATAL ?Fatal ?fatal ?CRITICAL ?panic ?"Task timed out"'

interface Line {
  group: string
  kind: string
  at: Date
  line: string
}

function addLine(kinds: Map<string, LogMessage>, { group, kind, at, line }: Line): void {
  const known = kinds.get(kind)
  kinds.set(kind, {
    group,
    kind,
    count: (known?.count ?? 0) + 1,
    first: known === undefined || at < timed(known.first, at) ? at : timed(known.first, at),
    last: known === undefined || at > timed(known.last, at) ? at : timed(known.last, at),
    example: known?.example ?? cap(line, 400),
  })
}

/** A line may have no time of its own: then the other's. */
const timed = (time: Date, other: Date): Date => (Number.isNaN(time.getTime()) ? other : time)

/** What a line says, without its own time; of a line in JSON, its message and error. */
function messageOf(line: string): string {
  const trimmed = line.replace(/^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+(?:Z|[+-]\d\d:?\d\d)?\]?\s+/, '')
  return jsonMessage(trimmed) ?? trimmed
}

function jsonMessage(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const { level, msg, message, error, err } = JSON.parse(line)
    const failure = typeof error === 'object' ? error?.message : error
    const parts = [level, msg ?? message, failure ?? err?.message].filter(
      (part) => typeof part === 'string' || typeof part === 'number',
    )
    return parts.length === 0 ? undefined : parts.join(' ')
  } catch {
    return undefined
  }
}

/** The line with what differs from time to time left out. */
function kindOf(line: string): string {
  const plain = line
    .replace(/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, '#')
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.,]+Z?/g, '#')
    .replace(/\b(?=[a-f]*\d)[\da-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#')
  return cap(plain, 250)
}

/** `showGroup`: where the lines are of several log groups. */
export const messageRow = (
  { group, kind, count, first, last, example }: LogMessage,
  showGroup = false,
): Evidence => ({
  evidence: 'Log error',
  Count: count,
  First: moment(first),
  Last: moment(last),
  ...(showGroup ? { LogGroup: group } : {}),
  Message: kind,
  Example: example,
})
