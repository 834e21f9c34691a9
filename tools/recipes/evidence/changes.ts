import { isRecord } from '../../json.ts'
import type { Period } from '../../planner/time.ts'
import type { Ask, Item } from '../recipe.ts'
import { cap } from './say.ts'
import { object, objects, text } from './values.ts'

/** What one person did to one resource. */
export interface GroupedChange {
  by: string
  resource: string
  /** `UpdateService`, `AuthorizeSecurityGroupIngress ×2`. */
  actions: string
  count: number
  first: Date
  last: Date
  /** The last call's parameters. */
  detail: string
  /** The error, where AWS refused all of it. */
  failed: string | undefined
  /** All that it names, to tell its environment from. */
  about: string
}

/** Changes that CloudTrail saw, newest first, by person and resource. */
export async function changesIn({ start, end }: Period, ask: Ask): Promise<GroupedChange[]> {
  const events = await ask.read(
    'cloudtrail:LookupEvents',
    {
      StartTime: start.toISOString(),
      EndTime: end.toISOString(),
      LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
    },
    mostEvents,
  )
  const changes = events.filter(({ EventSource }) => EventSource !== 'signin.amazonaws.com')
  const groups = Map.groupBy(changes.map(changeOf), ({ by, resource }) => `${by} ${resource}`)
  return [...groups.values()].map(grouped).toSorted((a, b) => b.last.getTime() - a.last.getTime())
}

/** CloudTrail answers two pages of fifty a second. */
const mostEvents = 1000

interface Change {
  by: string
  resource: string
  action: string
  at: Date
  detail: string
  failed: string | undefined
  about: string
}

function changeOf(event: Item): Change {
  const { EventName, EventTime, Username, Resources } = event
  const written = writtenEvent(text(event.CloudTrailEvent))
  const request = JSON.stringify(written.requestParameters ?? {})
  const named = objects(Resources).map(({ ResourceName }) => text(ResourceName))
  return {
    by: text(Username) || whoOf(written),
    resource: shortName(named[0] ?? firstName(written.requestParameters)),
    action: text(EventName),
    at: new Date(text(EventTime)),
    detail: cap(request, 250),
    failed: typeof written.errorCode === 'string' ? cap(written.errorCode, 80) : undefined,
    about: [...named, request].join(' '),
  }
}

function grouped(changes: readonly Change[]): GroupedChange {
  const times = changes.map(({ at }) => at.getTime())
  const newest = changes.reduce((a, b) => (b.at > a.at ? b : a))
  const actions = Map.groupBy(changes, ({ action }) => action)
  return {
    by: newest.by,
    resource: newest.resource,
    actions: [...actions]
      .map(([action, all]) => (all.length === 1 ? action : `${action} ×${all.length}`))
      .join(', '),
    count: changes.length,
    first: new Date(Math.min(...times)),
    last: new Date(Math.max(...times)),
    detail: newest.detail,
    failed: changes.every(({ failed }) => failed !== undefined) ? newest.failed : undefined,
    about: changes.map(({ about }) => about).join(' '),
  }
}

/** The event as CloudTrail wrote it down, with what was asked for. */
export function writtenEvent(json: string): Item {
  try {
    return object(JSON.parse(json))
  } catch {
    return {}
  }
}

/** A service of AWS has no name of a user. */
function whoOf({ userIdentity }: Record<string, unknown>): string {
  const { invokedBy, arn, type } = isRecord(userIdentity) ? userIdentity : {}
  const who = [invokedBy, arn, type].find((name) => typeof name === 'string')
  return typeof who === 'string' ? cap(who, 100) : 'somebody whom CloudTrail does not name'
}

/** Where CloudTrail lists no resource: the first thing that the request names. */
function firstName(request: unknown): string {
  if (!isRecord(request)) return 'the account'
  const named = Object.entries(request).find(
    ([key, value]) => typeof value === 'string' && /(?:name|id|arn|service|bucket)$/i.test(key),
  )
  return named === undefined ? 'the account' : String(named[1])
}

/** Of an ARN, what follows the account. */
const shortName = (name: string) =>
  cap(name.startsWith('arn:') ? name.split(':').slice(5).join(':') : name, 120)
