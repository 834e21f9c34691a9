import type { Json } from '../../json.ts'
import { isObject, isScalar } from '../lens/fields.ts'
import { camelWords, rootsOf, stem } from '../words/stem.ts'

/** The names by which an item of an operation's list is known, the one that people use first. */
export function namesOf(item: Json, operation: string): string[] {
  if (!isObject(item)) return isScalar(item) ? withLast(String(item)) : []
  const nouns = nounsOf(operation)
  const found = membersOf(item, nouns)
    .map(([name, value]) => ({ value, ...rank(name, nouns) }))
    .filter(({ rank: at }) => at < ranks)
    .toSorted((a, b) => a.rank - b.rank || b.own - a.own)
    .map(({ value }) => value)
  const tag = tagName(item)
  const some = found.length > 0 || tag !== undefined ? found : anyName(item)
  return [...new Set([...(tag === undefined ? [] : [tag]), ...some].flatMap(withLast))]
}

/** Of a thing whose members are not called as it is: a resource's ids, an object's key. */
const anyName = (item: { [name: string]: Json }): string[] =>
  membersOf(item, [])
    .filter(
      ([name, value]) =>
        /(?:id|name|identifier|key|arn|serialnumber)$/i.test(name) && !/^\d{12}$/.test(value),
    )
    // Whose account it is in names none of its things.
    .toSorted(([a], [b]) => Number(/name$/i.test(b)) - Number(/name$/i.test(a)))
    .map(([, value]) => value)

/** The first of them; of an ARN or address its last part. */
export function nameOf(item: Json, operation: string): string {
  const [first = ''] = namesOf(item, operation)
  return short(first)
}

export const short = (name: string): string => {
  // A table's stream is called after the moment at which it was begun.
  const [, table] = /^arn:.*:table\/([^/]+)\/stream\//.exec(name) ?? []
  if (table !== undefined) return table
  return /^(?:arn:|https?:)/.test(name) ? (name.split(/[/:]/).filter(Boolean).at(-1) ?? name) : name
}

/** A name, and what follows its last `/` or, of an ARN, `:`. */
function withLast(name: string): string[] {
  const last = short(name)
  const tail = name.startsWith('/') || name.startsWith('arn:') ? name.split('/').at(-1) : undefined
  const zone = name.endsWith('.') ? name.slice(0, -1) : undefined
  return [
    ...new Set([zone ?? name, last, tail].filter((one) => one !== undefined && one !== '')),
  ] as string[]
}

/** Texts of the item, and of what describes the thing itself: `Table` of a table. */
const membersOf = (item: { [name: string]: Json }, nouns: readonly string[]): [string, string][] =>
  Object.entries(item).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string' && value !== '') return [[name, value]]
    if (!isObject(value) || !rootsOf(name).every((word) => nouns.includes(word))) return []
    return Object.entries(value).flatMap(([inner, of]): [string, string][] =>
      typeof of === 'string' && of !== '' ? [[inner, of]] : [],
    )
  })

const ranks = 7

/** Where a member stands among names, and how many words of the thing's own it has. */
function rank(name: string, nouns: readonly string[]): { rank: number; own: number } {
  const words = rootsOf(name)
  const own = words.slice(0, -1)
  const end = words.at(-1) ?? ''
  const isOwn = own.every((word) => nouns.includes(word))
  // A stack has things of all kinds, each called as in its own service, and each names the stack too.
  if (/^physicalresourceid$/i.test(name)) return { rank: 0, own: 1 }
  if (/^logicalresourceid$/i.test(name)) return { rank: 0, own: 0 }
  if (/^(?:alias|domainname|displayname|family)$/i.test(name)) return { rank: 2, own: 0 }
  return {
    rank: isOwn ? (ends[end] ?? (own.length === 0 && end === 'key' ? 1 : ranks)) : ranks,
    own: own.length,
  }
}

const ends: Readonly<Record<string, number>> = { identifier: 0, name: 1, url: 3, id: 4, arn: 5 }

/** `rds:DescribeDBInstances` is of `db`, `instance`. */
export const nounsOf = (operation: string): string[] =>
  camelWords(operation.replace(/^.*:/, ''))
    .slice(1)
    .filter(
      (word) => !/^v\d$|^(?:attributes?|health|status|detail|summary|configuration)$/.test(word),
    )
    .map(stem)

function tagName(item: { [name: string]: Json }): string | undefined {
  const tags = item.Tags ?? item.TagSet ?? item.tags
  if (!Array.isArray(tags)) return undefined
  const found = tags.find((tag) => isObject(tag) && (tag.Key ?? tag.key) === 'Name')
  const value = isObject(found) ? (found.Value ?? found.value) : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Which of the things a name is of: whole, else by its beginning or one of its parts. */
export function withName<T extends { names: readonly string[] }>(
  things: readonly T[],
  name: string,
): { found: T[]; exact: boolean } {
  const wanted = name.toLowerCase()
  const lower = things.map((thing) => ({
    thing,
    names: thing.names.map((each) => each.toLowerCase()),
  }))
  const exact = lower.filter(({ names }) => names.includes(wanted))
  if (exact.length > 0) return { found: exact.map(({ thing }) => thing), exact: true }
  const part = lower.filter(({ names }) =>
    names.some((each) =>
      new RegExp(`(?<![a-z\\d])${RegExp.escape(wanted)}(?![a-z\\d])`).test(each),
    ),
  )
  // A whole part of a path before the beginning of one: of `app/storefront/…` and `app/storefront-eu/…` the first.
  const whole = part.filter(({ names }) =>
    names.some((each) => /^arn:/.test(each) && each.split(/[/:]/).includes(wanted)),
  )
  return { found: (whole.length > 0 ? whole : part).map(({ thing }) => thing), exact: false }
}
