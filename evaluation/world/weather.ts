import type { Call, Output } from '../../local/sample-account/answer.ts'
import { isRecord } from '../../local/sample-account/answer.ts'
import { SampleAccountError } from '../../local/sample-account/error.ts'

/** What is different in the account while a task is asked. */
export interface Weather {
  /** Calls that this account refuses in a region, as a role without the permission there is refused. */
  denied?: { service: string; region: string }
  /** A tag that somebody wrote on whatever has this name. */
  tag?: { on: string; key: string; value: string }
  /** A line that somebody had written into a log group. */
  logLine?: { group: string; text: string }
  /** So many more of a kind than facts have: names end in a number. */
  more?: {
    service: string
    operation: string
    list: string
    count: number
    make: (n: number) => unknown
  }
}

type Ask = (call: Call) => Promise<Output>

/** Answers as `ask` does, in the weather of the moment. */
export function inWeather(ask: Ask, weather: () => Weather): Ask {
  return async (call) => {
    const { denied, tag, logLine, more } = weather()
    if (denied && denied.service === call.service && denied.region === call.region) {
      throw new SampleAccountError('AccessDeniedException', {
        message: `User is not authorized to perform ${call.service}:${call.operation} in ${call.region} with an explicit deny in a service control policy`,
        status: 403,
      })
    }
    const isMore =
      more?.service === call.service &&
      more.operation === call.operation &&
      call.region === 'us-east-1'
    const { NextToken: _, MaxResults: __, ...unpaged } = call.input
    const output = await ask(isMore ? { ...call, input: unpaged } : call)
    if (tag) tagged(output, tag)
    if (logLine) withLine(call, output, logLine)
    if (isMore) return paged(call, output, more)
    return output
  }
}

/** Every list of tags that has the name gets one more. */
function tagged(value: unknown, tag: NonNullable<Weather['tag']>): void {
  if (Array.isArray(value)) for (const one of value) tagged(one, tag)
  if (!isRecord(value)) return
  const tags = value.Tags
  if (
    Array.isArray(tags) &&
    tags.some((one) => isRecord(one) && one.Key === 'Name' && one.Value === tag.on)
  ) {
    tags.push({ Key: tag.key, Value: tag.value })
  }
  for (const one of Object.values(value)) tagged(one, tag)
}

function withLine(
  call: Call,
  output: Output,
  { group, text }: NonNullable<Weather['logLine']>,
): void {
  const asked = call.input.logGroupName ?? call.input.logGroupIdentifier
  const { events } = output
  if (!Array.isArray(events) || !String(asked).endsWith(group)) return
  const at = events.at(-1)
  if (!isRecord(at)) return
  events.push({ ...at, message: text })
}

/** AWS pages what is long; here a page is a hundred. */
function paged(call: Call, output: Output, more: NonNullable<Weather['more']>): Output {
  const own = output[more.list]
  const all = [
    ...(Array.isArray(own) ? own : []),
    ...Array.from({ length: more.count }, (_, n) => more.make(n + 1)),
  ]
  const from = Number(/^more:(\d+)$/.exec(String(call.input.NextToken ?? ''))?.[1] ?? 0)
  const size = Math.min(100, Number(call.input.MaxResults ?? 100))
  const to = from + size
  return {
    ...output,
    [more.list]: all.slice(from, to),
    ...(to < all.length ? { NextToken: `more:${to}` } : {}),
  }
}
