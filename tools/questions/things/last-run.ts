import type { Around } from '../asking.ts'
import { type Field, fieldsOf, isObject, timeOf } from '../lens/fields.ts'
import { isState } from '../lens/match-values.ts'
import type { Seen } from '../lens/seen.ts'
import { itemsOf } from '../narrow.ts'
import type { Plan } from '../plan.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import { listThings, type Thing } from './list-things.ts'

/** Whether a question asks of things that run when and how they did last: “with the result of their last run”. */
const asksLastRun = ({ question }: Plan, { runs }: Kind): boolean =>
  runs !== undefined && lastRun.test(question)

const lastRun =
  /\b(?:last|latest|most recent|newest) (?:\w+ )?(?:runs?|executions?|builds?|results?|status|outcomes?|attempts?)\b|\b(?:results?|status|outcomes?) of (?:their|its|the|each) (?:last|latest|most recent)\b|\b(?:last|lately|recently) (?:run|ran|execut\w+|built|build|finish\w*|succeed\w*)\b|\b(?:run|ran|execut\w+|built) (?:last|lately)\b/i

const ofLastRun =
  /^(?:last|lately|latest|recent\w*|newest|results?|status|outcomes?|runs?|ran|execut\w+|buil[dt]\w*|attempts?|finish\w*|date|time)$/

/** The things with the last run of each, where that is asked for. */
export async function withLastRun(
  things: readonly Thing[],
  { plan, kind, around }: { plan: Plan; kind: Kind; around: Around },
): Promise<Thing[]> {
  const runs = kinds.find(({ noun }) => noun === kind.runs)
  if (runs === undefined || !asksLastRun(plan, kind)) return [...things]
  const { things: all } = await listThings(runs, { ...around, names: [] })
  const dates = fieldsOf(itemsOf(all)).filter(({ type, depth }) => type === 'date' && depth === 1)
  const started = dates.find(({ name }) => /start|creat/i.test(name)) ?? dates[0]
  const when = ({ item }: Thing) => timeOf(started?.of(item)[0]) ?? 0
  return things.map((thing) => {
    const own = all.filter(
      ({ parent, region }) =>
        parent !== undefined && region === thing.region && thing.names.includes(parent),
    )
    const [last] = own.toSorted((a, b) => when(b) - when(a))
    return last === undefined || !isObject(thing.item)
      ? thing
      : { ...thing, item: { ...thing.item, [member]: last.item } }
  })
}

const member = 'LastRun'

/** How and when it was, as what is asked for; the words that ask for it are read. */
export function tellingLastRun(seen: Seen, things: readonly Thing[]): Seen {
  const fields = fieldsOf(itemsOf(things)).filter(({ path }) => path.startsWith(`${member}.`))
  if (fields.length === 0) return seen
  const state = fields.find((field) => isState(field) && field.depth === 2)
  const times = fields.filter(({ type, depth }) => type === 'date' && depth === 2)
  const time = times.find(({ name }) => /start|creat/i.test(name)) ?? times[0]
  const told = [state, time].filter((field): field is Field => field !== undefined)
  return {
    ...seen,
    columns: [...told, ...seen.columns.filter(({ path }) => !path.startsWith(`${member}.`))],
    unused: seen.unused.filter(({ word }) => !ofLastRun.test(word)),
  }
}

/** When instances were stopped is within the text of why: “User initiated (2026-08-25 04:50:12 GMT)”. */
export const withStopTime = (things: readonly Thing[], { question }: Plan): Thing[] =>
  /\bstopped\b/i.test(question)
    ? things.map((thing) => {
        const { item } = thing
        const reason = isObject(item) ? item.StateTransitionReason : undefined
        const [, day, time] =
          /\((\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(typeof reason === 'string' ? reason : '') ??
          []
        return day === undefined || !isObject(item)
          ? thing
          : { ...thing, item: { ...item, StoppedSince: `${day}T${time}Z` } }
      })
    : [...things]
