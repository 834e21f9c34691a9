import { isRecord } from './json.ts'
import type { Tool } from './tool.ts'
import { refusal, ToolError } from './tool-error.ts'

/** The time now, which a model does not know: in UTC and in a time zone. */
export const getTime: Tool = {
  name: 'get_time',
  description: 'The time now, in UTC and in a time zone',
  inputSchema: {
    type: 'object',
    properties: {
      timezone: { type: 'string', description: 'as Europe/Berlin; UTC by default' },
    },
  },
  services: [],
  run: async (input, { now, defaultRegion, timeZone = 'UTC' }) => {
    const timezone = zoneIn(input, timeZone)
    if (timezone === undefined) return refusal(badZone())
    const time = timeIn(timezone, now())
    if (time instanceof ToolError) return refusal(time)
    const region = { region: defaultRegion, items: [time], truncated: false }
    return { status: 'ok', regions: [{ ...region, status: 'ok' }] }
  },
}

function zoneIn(input: unknown, usual: string): string | undefined {
  if (!isRecord(input)) return undefined
  const { timezone = usual, ...others } = input
  const isName = typeof timezone === 'string' && timezone.length <= 100
  return isName && Object.keys(others).length === 0 ? timezone : undefined
}

function timeIn(timezone: string, now: Date) {
  try {
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone,
      dateStyle: 'full',
      timeStyle: 'long',
    })
    return { utc: now.toISOString(), timezone, local: local.format(now) }
  } catch {
    return badZone(timezone)
  }
}

const badZone = (timezone?: string) =>
  new ToolError(
    'invalid_input',
    timezone === undefined ? 'timezone must be text' : `Unknown time zone: ${timezone}`,
    { hint: 'Give an IANA name, as Europe/Berlin or America/New_York, or leave it out for UTC.' },
  )
