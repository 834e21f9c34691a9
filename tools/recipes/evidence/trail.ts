import type { Item, Reads } from '../recipe.ts'
import { writtenEvent } from './changes.ts'
import { object, text } from './values.ts'

/** One change that CloudTrail saw. */
export interface Change {
  name: string
  by: string
  at: string
  /** The API call's parameters, as CloudTrail writes them down. */
  request: Item
}

interface Wanted {
  resource: string
  /** Names of API calls. */
  names: readonly string[]
  /** The time around which it was, where that is known. */
  around?: string
}

/**
 * Changes of a resource in CloudTrail's 90 days, newest first; none where it knows nothing of them,
 * undefined where it could not be asked.
 */
export async function changesOf(
  { tryRead }: Reads,
  { resource, names, around }: Wanted,
): Promise<Change[] | undefined> {
  const events = await tryRead(
    'cloudtrail:LookupEvents',
    {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: resource }],
      ...(around && timesAround(around)),
    },
    { most: mostEvents, enough: true },
  )
  return events
    ?.filter(({ EventName }) => names.includes(text(EventName)))
    .map(({ EventName, Username, EventTime, CloudTrailEvent }) => ({
      name: text(EventName),
      by: text(Username) || 'somebody whom CloudTrail does not name',
      at: text(EventTime),
      request: object(writtenEvent(text(CloudTrailEvent)).requestParameters),
    }))
}

/** Two requests a second are all that CloudTrail answers. */
const mostEvents = 150

function timesAround(time: string) {
  const at = Date.parse(time)
  if (Number.isNaN(at)) return {}
  const date = (minutes: number) => new Date(at + minutes * 60_000).toISOString()
  return { StartTime: date(-10), EndTime: date(10) }
}
