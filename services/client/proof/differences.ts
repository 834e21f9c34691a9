import { leavesOf, type Read, type Row, readsOf, withKeys } from './rows.ts'
import { type Said, saidIn } from './said.ts'

/** How what a call reads now differs from what it read then. */
export interface Differences {
  changed: { row: string; member: string; before: unknown; now: unknown }[]
  gone: string[]
  added: string[]
  /** Regions that answered then and do not now, or the other way round. */
  failed: string[]
  answered: string[]
  /** Rows that could not be compared, since they were not kept of then. */
  uncompared: number
}

/** Rows by their ids; of regions that were cut then, nobody knows what is new. */
export function differences(then: unknown, now: unknown): Differences {
  const [before = none, after = none] = readsOf(then, now)
  const members = new Set(
    before.rows.flatMap(({ item }) => [...leavesOf(withKeys(item)).keys()].map(column)),
  )
  const kept = byKey(before.rows)
  const found = byKey(after.rows)
  const isNew = [...found.values()].filter(({ key }) => !kept.has(key))
  const unknown = isNew.filter(({ region }) => before.cut.has(region) || before.failed.has(region))
  const [one, other] = [saidIn(then), saidIn(now)]
  const gone = [...kept.values()].filter(
    ({ key, region }) => !found.has(key) && !after.cut.has(region) && !after.failed.has(region),
  )
  const added = isNew.filter((row) => !unknown.includes(row))
  const changed = [...kept.values()].flatMap((row) => {
    const now = found.get(row.key)
    return now === undefined
      ? []
      : changesOf(row, now, members).map((change) => ({ ...change, region: row.region }))
  })
  const told = new Set([...changed, ...gone, ...added].map(({ region }) => region))
  return {
    changed: [...changed.map(({ region: _, ...change }) => change), ...newlySaid(one, other, told)],
    gone: gone.map(({ name }) => name),
    added: added.map(({ name }) => name),
    failed: [...without(after.failed, before.failed), ...without(other.failures, one.failures)],
    answered: [...without(before.failed, after.failed), ...without(one.failures, other.failures)],
    uncompared: unknown.length + (one.isCut ? 1 : 0),
  }
}

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...some].filter((one) => !others.has(one))

/** Single facts, each by itself; and sentences, where no row of their region tells what is behind them. */
function newlySaid(one: Said, other: Said, told: ReadonlySet<string>): Differences['changed'] {
  return [...one.facts].flatMap(([key, fact]) => {
    const now = other.facts.get(key)
    const { row, isSentence, region } = fact
    if (now === undefined || (isSentence && (told.has(region) || (region === '' && told.size > 0))))
      return []
    if (isSentence && ageless(fact.value) === ageless(now.value)) return []
    const [before, after] = [leavesOf(withKeys(fact.value)), leavesOf(withKeys(now.value))]
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((member) => {
      const [then, is] = [before.get(member), after.get(member)]
      if (isSameValue(then, is) || (isNothing(then) && isNothing(is))) return []
      return [
        {
          row,
          member: member || (isSentence ? 'in words' : ''),
          before: then ?? null,
          now: is ?? null,
        },
      ]
    })
  })
}

/** `3 days ago` is another age tomorrow, and the same fact. */
const ageless = (value: unknown): string =>
  String(value).replaceAll(
    /\b(?:\d+|an?) (?:second|minute|hour|day|week|month|year)s? (?:ago|old)\b/g,
    '',
  )

export const isSame = ({ changed, gone, added, failed, answered }: Differences): boolean =>
  [changed, gone, added, failed, answered].every(({ length }) => length === 0)

const none: Read = { rows: [], cut: new Set(), failed: new Set() }

const column = (member: string) => member.replace(/\[[^\]]*\]/g, '[]')

const byKey = (rows: readonly Row[]) => new Map(rows.map((row) => [row.key, row]))

/** What no row that is kept has was left out of it, and may have been as it is. */
function changesOf(row: Row, other: Row, members: ReadonlySet<string>): Differences['changed'] {
  const then = leavesOf(withKeys(row.item))
  const now = leavesOf(withKeys(other.item))
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((member) => {
    const [one, two] = [then.get(member), now.get(member)]
    if (!members.has(column(member))) return []
    if (isSameValue(one, two) || (isNothing(one) && isNothing(two))) return []
    return [{ row: row.name, member, before: one ?? null, now: two ?? null }]
  })
}

/** Times are kept to the minute, as `2026-03-13 13:57 UTC`. */
const isSameValue = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === 'string' &&
    typeof other === 'string' &&
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(one) &&
    minuteOf(one) === minuteOf(other))

const minuteOf = (time: string) => Math.floor(Date.parse(time) / 60_000)

/** What is kept leaves members out that have nothing in them. */
const isNothing = (value: unknown) => value === undefined || value === null || value === ''
