import type { Json } from '../json.ts'
import { isRecord } from '../json.ts'
import type { FoundOperation } from './find-operation.ts'

/** What an answer says beside its items: counts, totals, a summary, the thing that the list is of. */
export type About = Record<string, Json>

type Found = Pick<FoundOperation, 'name' | 'operation'>

/** Members of the answer that are neither items nor of paging, and repeat nothing of the request. */
export function aboutOf(
  output: Json,
  { name, operation }: Found,
  input: Readonly<Record<string, unknown>>,
): About {
  const { items, besides = [], paging } = operation
  if (items === undefined && besides.length === 0) return {}
  const isAsked = repeats(input)
  const unshown = { ...notShown, ...notShownOf[name] }
  const tokens = Object.values(paging?.tokens ?? {})
  const about: About = {}
  const besidePath = (value: Json, steps: readonly string[], path: string): void => {
    if (!isRecord(value)) return
    const [step = ''] = steps
    for (const [member, entry] of Object.entries(value)) {
      const own = member === step.replace('[]', '') || (path === '' && besides.includes(member))
      const isToken = tokens.includes(`${path}${member}`)
      if (own || isToken || isNothing(entry)) continue
      if (Object.hasOwn(unshown, member) || isAsked(member, entry)) continue
      about[member] = entry
    }
    const inner = value[step]
    if (steps.length > 1 && inner !== undefined) besidePath(inner, steps.slice(1), `${step}.`)
  }
  besidePath(output, items?.split('.') ?? [], '')
  return about
}

/**
 * Whether the answer only says again what was asked: a name or a period under any name, a number or
 * a yes under its own, since a count may well be as large as the page that was asked for.
 */
function repeats(input: Readonly<Record<string, unknown>>) {
  const asked = new Set(Object.values(input).map((value) => JSON.stringify(value)))
  return (member: string, value: Json): boolean =>
    typeof value === 'number' || typeof value === 'boolean'
      ? input[member] === value
      : asked.has(JSON.stringify(value))
}

/** What a further page adds: sums grow, lists go on, and of all else the newest counts. */
export function addAbout(about: About, page: About, { name }: Pick<Found, 'name'>): About {
  const summed = summedOf[name] ?? []
  const added = Object.entries(page).map(([member, value]): [string, Json] => {
    const before = about[member]
    if (before === undefined) return [member, value]
    return [member, summed.includes(member) ? sum(before, value) : joined(before, value)]
  })
  return { ...about, ...Object.fromEntries(added) }
}

/** Without what counts a page's entries: those of a page that an earlier call has begun with. */
export function withoutSums(about: About, { name }: Pick<Found, 'name'>): About {
  const summed = summedOf[name] ?? []
  return Object.fromEntries(Object.entries(about).filter(([member]) => !summed.includes(member)))
}

/** Members that no answer shows beside its items, each with its reason. */
export const notShown: Readonly<Record<string, string>> = {
  IsTruncated: 'truncated and next_token say it',
  isTruncated: 'truncated and next_token say it',
  ...each(['MaxItems', 'MaxKeys', 'MaxParts', 'MaxResults', 'MaxUploads'], 'a page’s size'),
  MaxAnnotationResults: 'a page’s size',
  ...each(
    ['KeyCount', 'AnnotationCount', 'Quantity', 'ReturnSize'],
    'counts the entries of one page',
  ),
  ...each(['Marker', 'KeyMarker', 'UploadIdMarker'], 'where the page began'),
  ...each(['VersionIdMarker', 'PartNumberMarker', 'ContinuationToken'], 'where the page began'),
  ResponseMetadata: 'of the request, not of the estate',
}

/** The same of one operation; with a dotted path where it is within a list that is made flat. */
export const notShownOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DescribeInstances: {
    ...each(
      ['Reservations.ReservationId', 'Reservations.OwnerId', 'Reservations.RequesterId'],
      'of how instances were launched together; items are instances',
    ),
    'Reservations.Groups': 'of EC2-Classic, which is gone',
  },
  DescribeVpcEndpointServices: { ServiceNames: 'each stands in ServiceDetails' },
  GetLogEvents: { nextBackwardToken: 'the way back: startFromHead and the times go there' },
}

/** Counts of what one page holds: over several pages they are added. */
const summedOf: Readonly<Record<string, readonly string[]>> = {
  Query: ['Count', 'ScannedCount', 'ConsumedCapacity'],
  Scan: ['Count', 'ScannedCount', 'ConsumedCapacity'],
}

function each(names: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]))
}

function isNothing(value: Json): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function sum(a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return a + b
  if (!isRecord(a) || !isRecord(b)) return b
  const members = Object.entries(b).map(([name, value]) => [name, sum(a[name] ?? value, value)])
  return { ...a, ...Object.fromEntries(members) }
}

/** A list that is another on each page goes on; one that is repeated stands once. */
function joined(before: Json, value: Json): Json {
  if (!Array.isArray(before) || !Array.isArray(value)) return value
  return JSON.stringify(before.slice(-value.length)) === JSON.stringify(value)
    ? before
    : [...before, ...value]
}
