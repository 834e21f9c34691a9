import type { Json } from '../json.ts'
import type { RegionResult, ToolResult } from '../tool.ts'
import { keeps } from './lens/condition.ts'
import { isObject } from './lens/fields.ts'
import { look } from './lens/lens.ts'
import { ordered } from './lens/order.ts'
import type { Seen } from './lens/seen.ts'
import type { Plan } from './plan.ts'
import { pluralOf, tell } from './say.ts'

/** A recipe's rows as a further question wants them: fewer, in another order, or counted. */
export function withLens(plan: Plan, result: ToolResult, now: Date): ToolResult {
  const rows = result.regions
    .flatMap((region) => (region.status === 'ok' ? region.items : []))
    .filter((row) => isObject(row as Json)) as Json[]
  const { period: _, ...rest } = plan
  const seen = look(rest, rows.map(numbered), now)
  if (
    seen.conditions.length === 0 &&
    seen.order === undefined &&
    seen.first === undefined &&
    plan.asked !== 'count'
  )
    return result
  const things = rows.map((item) => ({ item, region: 'global', names: [], name: firstText(item) }))
  const all = keptOf(things, seen, numbered)
  const kept = seen.first === undefined ? all : all.slice(0, seen.first)
  const summary = tell({
    kind: { noun: nounOf(rows), plural: pluralOfRows(nounOf(rows)) },
    kept,
    all: rows.length,
    seen,
    asked: plan.asked,
    question: plan.question,
    where: '',
  })
  const regions: RegionResult[] = [
    {
      region: result.regions[0]?.region ?? 'global',
      status: 'ok',
      summary,
      items: kept.map(({ item }) => item),
      truncated: false,
    },
  ]
  return { ...result, regions }
}

/** Those that the lens keeps, in its order, by their items as it is to `read` them. */
export const keptOf = <T extends { item: Json }>(
  things: readonly T[],
  seen: Seen,
  read: (item: T['item']) => Json,
): T[] =>
  ordered(
    things
      .map((thing) => ({ thing, item: read(thing.item) }))
      .filter(({ item }) => keeps(seen.conditions, item)),
    seen,
  ).map(({ thing }) => thing)

/** `$1,911` and `4.5 %` are compared as the numbers that they are, `2026-03-09 14:25 UTC` as a time. */
export const numbered = (item: Json): Json =>
  isObject(item)
    ? Object.fromEntries(Object.entries(item).map(([name, value]) => [name, comparable(value)]))
    : item

function comparable(value: Json | undefined): Json {
  if (typeof value !== 'string') return value ?? null
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC$/.exec(value) ?? []
  if (day !== undefined) return `${day}T${time}:00Z`
  const [, sign, number] = /^([-+]?)\$?(-?[\d,]+(?:\.\d+)?)(?: ?%)?$/.exec(value) ?? []
  return number === undefined
    ? value
    : Number(`${sign === '-' ? '-' : ''}${number.replaceAll(',', '')}`)
}

/** What a row is called by: its first text. */
export const firstText = (item: Json): string =>
  isObject(item)
    ? String(
        Object.entries(item).find(
          ([name, value]) => name !== 'evidence' && typeof value === 'string',
        )?.[1] ?? '',
      )
    : String(item)

/** `firing alarm` of the rows of an answer, `user without MFA`. */
export function nounOf([first]: readonly Json[]): string {
  if (!isObject(first) || typeof first.evidence !== 'string') return 'row'
  const noun = first.evidence.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase())
  return uncounted.test(noun) ? `thing ${noun}` : noun
}

/** `users without MFA`: of several words the one before what is said of it. */
export function pluralOfRows(noun: string): string {
  const [, head = noun, tail = ''] =
    /^(.*?)( (?:behind|of|on|short of|over|without|that|to|with|in|by|paid|open|wrong)\b.*)$/.exec(
      noun,
    ) ?? []
  return `${pluralOf({ noun: head })}${tail.replace(/^ that is /, ' that are ')}`
}

/** How things are in place of what they are. */
const uncounted = /^(?:wrong|open|paid|spent|in) /
