import { isRecord } from '../../json.ts'
import type { Period } from '../../questions/time/period.ts'
import type { Item, Place } from '../recipe.ts'
import { namesSaid } from './named.ts'
import { cap } from './say.ts'
import { object, objects, text } from './values.ts'

/** What one person did to one resource. */
export interface GroupedChange {
  by: string
  region: string
  resource: string
  /** `UpdateService`, `AuthorizeSecurityGroupIngress ×2`. */
  actions: string
  count: number
  first: Date
  last: Date
  /** The calls' parameters. */
  detail: string
  /** The error, where AWS refused all of it. */
  failed: string | undefined
  /** All that it names, to tell its environment from. */
  about: string
}

export interface ChangesWanted {
  period: Period
  /** Whose, as CloudTrail names them. */
  by?: string | undefined
  /** Of what, by name or id. */
  of?: string | undefined
  /** Only what did this, or what AWS refused to do. */
  deed?: Deed | undefined
}

export type Deed = 'created' | 'removed' | 'refused'

/** How calls are called that do it. */
const deeds: Readonly<Record<Exclude<Deed, 'refused'>, RegExp>> = {
  created: /^(?:Create|Run|Launch|Register|Allocate|Import|Request|Restore|Copy|Provision)/,
  removed: /^(?:Delete|Terminate|Remove|Deregister|Release|Purge|Destroy|Schedule\w*Deletion)/,
}

/** Changes that CloudTrail saw in a region, newest first, by person and resource. */
export async function changesIn(
  { period, by, of, deed }: ChangesWanted,
  place: Place,
): Promise<GroupedChange[]> {
  const exact = await exactly({ by, of }, { period, place })
  const all = exact.length > 0 ? exact : await eventsOf('ReadOnly', 'false', { period, place })
  const changes = all
    .filter(
      ({ EventSource, ReadOnly }) => EventSource !== 'signin.amazonaws.com' && ReadOnly !== 'true',
    )
    .map((event) => changeOf(event, place.region))
    .filter(
      (one) =>
        (by === undefined || namesSaid(by, [one.by]).length > 0) &&
        (deed === undefined ||
          (deed === 'refused' ? one.failed !== undefined : deeds[deed].test(one.action))) &&
        (of === undefined || exact.length > 0 || names(one.about, of)),
    )
  const groups = Map.groupBy(changes, (one) => `${one.by} ${one.resource}`)
  return [...groups.values()].map(grouped).toSorted((a, b) => b.last.getTime() - a.last.getTime())
}

/** CloudTrail finds by one attribute at a time, and whole names alone. */
async function exactly(
  { by, of }: Pick<ChangesWanted, 'by' | 'of'>,
  where: { period: Period; place: Place },
): Promise<Item[]> {
  if (of !== undefined) return eventsOf('ResourceName', of, where)
  return by === undefined ? [] : eventsOf('Username', by, where)
}

const eventsOf = (
  AttributeKey: string,
  AttributeValue: string,
  { period: { start, end }, place }: { period: Period; place: Place },
) =>
  place.read(
    'cloudtrail:LookupEvents',
    {
      StartTime: start.toISOString(),
      EndTime: end.toISOString(),
      LookupAttributes: [{ AttributeKey, AttributeValue }],
    },
    { most: mostEvents },
  )

const names = (about: string, thing: string) => about.toLowerCase().includes(thing.toLowerCase())

/** CloudTrail answers two pages of fifty a second. */
const mostEvents = 1000

interface Change {
  by: string
  region: string
  resource: string
  action: string
  at: Date
  detail: string
  failed: string | undefined
  about: string
}

function changeOf(event: Item, region: string): Change {
  const { EventName, EventTime, Username, Resources } = event
  const written = writtenEvent(text(event.CloudTrailEvent))
  const request = JSON.stringify(written.requestParameters ?? {})
  const named = objects(Resources).map(({ ResourceName }) => text(ResourceName))
  return {
    by: text(Username) || whoOf(written),
    region,
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
    region: newest.region,
    resource: newest.resource,
    actions: [...actions]
      .map(([action, all]) => (all.length === 1 ? action : `${action} ×${all.length}`))
      .join(', '),
    count: changes.length,
    first: new Date(Math.min(...times)),
    last: new Date(Math.max(...times)),
    // What was done several times differs in its parameters.
    detail: cap([...new Set(changes.map(({ detail }) => detail))].slice(0, 4).join(' '), 600),
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
