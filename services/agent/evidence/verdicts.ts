import type { Fact, Facts } from './facts.ts'
import type { Place } from './read.ts'
import type { ReadIndex } from './read-index.ts'

/** Whether rows have a value, or another one in the member that has it elsewhere; or no such member. */
export type Verdict = 'has' | 'other' | 'lacks'

export interface Thing {
  own: ReadonlySet<number>
  /** With what other reads say of it. */
  linked: ReadonlySet<number>
  /** What it is called where it is named. */
  names?: readonly string[]
}

/** What a sentence says that something is, has or lacks. */
export interface Predicate {
  text: string
  index: number
  verdict(thing: Thing): Verdict
}

/** A value in text, of members that `is` names. */
export function ofText(
  value: string,
  { own, linked, names }: Thing,
  { index, facts }: { index: ReadIndex; facts: Facts },
): Verdict {
  const written = value.toLowerCase()
  const name = engines.get(written) ?? written
  const having = facts.with(name)
  if (having.some(({ groups }) => meets(groups.get(name), own))) return 'has'
  // Its own member says it: that a group it is in has both zones does not make them its own.
  const isCalled = having.some(isCalledSo)
  if (!isCalled && having.some((fact) => isOneOfOwn(fact, own))) return 'other'
  if (having.some(({ groups }) => meets(groups.get(name), linked))) return 'has'
  if (isCalled) return 'lacks'
  if (having.some(({ rows }) => meets(own, rows))) return 'other'
  const places = exactly(index.placesOf(name), name, index)
  if (places.some(({ row }) => linked.has(row))) return 'has'
  if (!/\d/.test(name)) return 'lacks'
  // Lines of a log in which a name stands are not what that has.
  const isOnlyMentioned = names?.every(
    (one) => facts.thing(one) === undefined && ![...own].some((row) => index.hasText(row, one)),
  )
  if (isOnlyMentioned === true) return 'lacks'
  // In the midst of a text of the same member: `1000 GiB io1`.
  const members = new Set(places.map((place) => memberOf(place, index)))
  return [...own].some((row) => index.textsOf(row).some((one) => members.has(memberOf(one, index))))
    ? 'other'
    : 'lacks'
}

/** `ops-alerts` is not `ops-alerts-eu`, where both are. */
export function exactly(
  places: readonly Place[],
  name: string,
  index: ReadIndex,
): readonly Place[] {
  const exact = places.filter((place) => {
    const text = index.textAt(place)
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
      if (!isPart.test(text.charAt(at - 1)) && !isPart.test(text.charAt(at + name.length)))
        return true
    return false
  })
  return exact.length > 0 ? exact : places
}

const isPart = /[\w-]/

/** Of which member of which kind of row it is. */
export const memberOf = ({ row, path }: Place, index: ReadIndex): string =>
  `${index.rows[row]?.kind} ${path.replace(/^.*?\[\d+\]\.?(?:items\[\d+\]\.?)?/, '').replaceAll(/\d+/g, '')}`

/** As people call what AWS calls otherwise. */
export const engines = new Map([
  ['postgresql', 'postgres'],
  ['mysql', 'mysql'],
  ['mariadb', 'mariadb'],
])

/** A member of which each row has one value. */
const isOneOfOwn = (fact: Fact, own: ReadonlySet<number>): boolean =>
  !fact.isName && meets(own, fact.rows) && isSingle(fact)

const singles = new WeakMap<Fact, boolean>()

export function isSingle(fact: Fact): boolean {
  const known = singles.get(fact)
  if (known !== undefined) return known
  let size = 0
  for (const some of fact.groups.values()) size += some.size
  const made = size === fact.rows.size
  singles.set(fact, made)
  return made
}

/** A thing of its own, and nothing that one says of another. */
const isCalledSo = ({ isName }: Fact): boolean => isName

export function meets(some: ReadonlySet<number> | undefined, others: ReadonlySet<number>): boolean {
  if (some === undefined) return false
  const [small, large] = some.size < others.size ? [some, others] : [others, some]
  for (const row of small) if (large.has(row)) return true
  return false
}
