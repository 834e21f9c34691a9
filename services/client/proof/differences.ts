import { leavesOf, type Read, type Row, readsOf, withKeys } from './rows.ts'

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
  return {
    changed: [...kept.values()].flatMap((row) => {
      const other = found.get(row.key)
      return other === undefined ? [] : changesOf(row, other, members)
    }),
    gone: [...kept.values()]
      .filter(
        ({ key, region }) => !found.has(key) && !after.cut.has(region) && !after.failed.has(region),
      )
      .map(({ name }) => name),
    added: isNew.filter((row) => !unknown.includes(row)).map(({ name }) => name),
    failed: [...after.failed].filter((region) => !before.failed.has(region)),
    answered: [...before.failed].filter((region) => !after.failed.has(region)),
    uncompared: unknown.length,
  }
}

export const isSame = ({ changed, gone, added, failed, answered }: Differences): boolean =>
  [changed, gone, added, failed, answered].every(({ length }) => length === 0)

const none: Read = { rows: [], cut: new Set(), failed: new Set() }

const column = (member: string) => member.replace(/\[\d+\]/g, '[]')

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
