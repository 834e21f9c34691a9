import { timeOf } from './times.ts'
import { members, text, toolDataOf } from './tool-data.ts'

export const lanes = ['Alarms', 'Deployments', 'Changes', 'Errors'] as const
export type Lane = (typeof lanes)[number]

export interface Moment {
  lane: Lane
  at: number
  /** Where it lasted. */
  until?: number
  what: string
}

/** What results say of alarms, deployments, changes and errors, in the order of time. */
export function momentsOf(results: readonly unknown[]): Moment[] {
  const items = results.flatMap((result) => {
    const data = toolDataOf(result)
    return (data?.regions ?? []).flatMap(({ items }) =>
      items.map((item) => ({ item: members(item), operation: data?.operation ?? '' })),
    )
  })
  const moments = items.flatMap(({ item, operation }) => momentOf(item, operation) ?? [])
  return moments.toSorted((one, other) => one.at - other.at).slice(0, most)
}

const most = 200

function momentOf(item: Record<string, unknown>, operation: string): Moment | undefined {
  const kind = text(item.evidence)
  const lane = laneOf(kind === '' ? operation : kind)
  if (lane === undefined) return undefined
  const times = Object.entries(item).flatMap(([name, value]) => {
    const at = typeof value === 'string' && beginning.test(name) ? timeOf(value) : undefined
    return at === undefined ? [] : [at]
  })
  const [at] = times
  if (at === undefined) return undefined
  const until = timeOf(text(item.Last))
  return {
    lane,
    at,
    ...(until !== undefined && until > at && { until }),
    what: wordsOf(kind, item),
  }
}

const beginning =
  /^(?:At|From|First|Since|Started|Time|EventTime|StateUpdatedTimestamp|StateTransitionedTimestamp|CreationTime|createdAt|timestamp|LastUpdatedTime)$/

function laneOf(kind: string): Lane | undefined {
  if (/alarm/i.test(kind)) return 'Alarms'
  if (/deployment|stack event/i.test(kind)) return 'Deployments'
  if (/change|lookupevents|trail/i.test(kind)) return 'Changes'
  if (/error|ECS event|filterlogevents|failed|throttle|restart/i.test(kind)) return 'Errors'
  return undefined
}

/** Its own words, without what tells when. */
function wordsOf(kind: string, item: Record<string, unknown>): string {
  const parts = Object.entries(item)
    .filter(([name, value]) => named.test(name) && value !== '')
    .map(([, value]) => String(value))
  return [kind, ...parts].filter(Boolean).join(' · ').slice(0, 240)
}

const named =
  /^(?:Alarm|AlarmName|StateValue|Reason|Service|TaskDefinition|Who|By|Username|Resource|Actions|EventName|When|Errors5xx|ErrorPercent|Count|Example|Message|message|Rollout)$/
