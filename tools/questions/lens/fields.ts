import { isRecord, type Json } from '../../json.ts'
import { camelWords, stem } from '../words/stem.ts'

/** A member of items, however deep, as a question can speak of it. */
export interface Field {
  /** JMESPath from an item to it. */
  readonly expression: string
  /** As people read it: `State.Name`, `tag Owner`. */
  readonly name: string
  /** As `columns` of a result have it: `State.Name`, `Tags.Owner`. */
  readonly path: string
  /** Its words as roots, those of the last step first. */
  readonly words: readonly string[]
  /** How many steps down. */
  readonly depth: number
  readonly type: FieldType
  /** The values that items have: one for each item, a list where the field is one of many. */
  readonly of: (item: Json) => readonly Json[]
  /** A list: an item may have several values. */
  readonly many: boolean
}

/** `list`: of objects, of which only the number can be asked. */
type FieldType = 'text' | 'number' | 'boolean' | 'date' | 'list'

/** Every member that any of the items has. */
export function fieldsOf(items: readonly Json[]): Field[] {
  const found = new Map<string, Draft>()
  for (const item of items) collect(item, { expression: '', steps: [], many: false }, found)
  return [...found.values()].map((draft) => finish(draft, items))
}

interface Place {
  expression: string
  steps: readonly string[]
  many: boolean
}

interface Draft extends Place {
  path?: string
  of: Field['of']
  list?: true
}

const maxDepth = 5

function collect(value: Json, place: Place, found: Map<string, Draft>): void {
  if (!isObject(value)) {
    if (place.steps.length === 0 && isScalar(value))
      add({ ...place, expression: '@', steps: ['value'] }, found)
    return
  }
  if (place.steps.length > maxDepth) return
  for (const [name, member] of Object.entries(value)) {
    const own = within(place, name)
    const pairs = pairsOf(name, member)
    if (pairs !== undefined) collectPairs(pairs, own, found)
    else if (isObject(member)) collect(member, own, found)
    else if (!Array.isArray(member)) add(own, found)
    else if (member.every(isScalar)) add({ ...own, many: true }, found)
    else {
      add({ ...own, many: true }, found, true)
      const inner = { ...own, expression: `${own.expression}[]`, many: true }
      for (const entry of member) if (isObject(entry)) collect(entry, inner, found)
    }
  }
}

const within = ({ expression, steps, many }: Place, name: string): Place => ({
  expression: `${expression}${expression === '' ? '' : '.'}${identifier(name)}`,
  steps: [...steps, name],
  many,
})

const identifier = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name))

function add(place: Place, found: Map<string, Draft>, list = false): void {
  if (found.has(place.expression)) return
  const { steps } = place
  const of = (item: Json) => (place.expression === '@' ? [item] : valuesAt(item, steps))
  found.set(place.expression, { ...place, of, ...(list ? { list: true as const } : {}) })
}

interface Pairs {
  key: string
  value: string
  entries: readonly (readonly [string, Json])[]
}

/** Tags, dimensions and the like: a list of names with values, of which each name is a field. */
function pairsOf(name: string, member: Json | undefined): Pairs | undefined {
  if (
    !Array.isArray(member) ||
    !/tag|dimension|(?:attributes|settings)$/i.test(name) ||
    member.length === 0
  )
    return
  for (const [key, value] of [
    ['Key', 'Value'],
    ['key', 'value'],
    ['Name', 'Value'],
    ['name', 'value'],
    ['TagKey', 'TagValue'],
  ] as const) {
    const entries = member.flatMap((entry) =>
      isObject(entry) && typeof entry[key] === 'string' && entry[value] !== undefined
        ? [[entry[key], entry[value]] as const]
        : [],
    )
    if (entries.length === member.length) return { key, value, entries }
  }
  return undefined
}

function collectPairs(
  { key, value, entries }: Pairs,
  place: Place,
  found: Map<string, Draft>,
): void {
  if (!found.has(place.expression)) add({ ...place, many: true }, found, true)
  for (const [name] of entries) {
    if (name.startsWith('aws:')) continue
    const expression = `${place.expression}[?${key}=='${name.replace(/['\\]/g, '\\$&')}'].${value} | [0]`
    if (found.has(expression)) continue
    const isTags = /tag/i.test(place.steps.at(-1) ?? '')
    const steps = [...place.steps.slice(0, -1), isTags ? `tag ${name}` : name]
    const of = (item: Json) =>
      valuesAt(item, place.steps).flatMap((list) =>
        (Array.isArray(list) ? list : [list]).flatMap((pair) =>
          isObject(pair) && pair[key] === name && pair[value] !== undefined ? [pair[value]] : [],
        ),
      )
    const path = [...place.steps, name].join('.')
    found.set(expression, { expression, steps, path, many: false, of })
  }
}

/** What is at the end of the steps; lists on the way are walked through, a list at the end is its entries. */
function valuesAt(item: Json, steps: readonly string[]): Json[] {
  let found: Json[] = [item]
  for (const step of steps) {
    found = found.flatMap((value) => {
      if (!isObject(value)) return []
      const member = value[step]
      if (member === undefined || member === null) return []
      return Array.isArray(member) ? member : [member]
    })
  }
  return found
}

function finish({ expression, steps, path, many, of, list }: Draft, items: readonly Json[]): Field {
  const own = steps.filter((step) => !/^value$/i.test(step) || steps.length === 1)
  const words = own.toReversed().flatMap(camelWords).map(stem)
  return {
    expression,
    name: own.map((step) => step.replace(/^tag /, 'tag ')).join('.'),
    path: path ?? steps.join('.'),
    words: [...new Set(words)],
    depth: steps.length,
    type: list === true ? 'list' : typeOf(items.flatMap(of), own.at(-1) ?? ''),
    of,
    many,
  }
}

function typeOf(values: readonly Json[], name: string): FieldType {
  const some = values.filter((value) => value !== null && value !== '')
  if (some.length === 0) return 'text'
  if (some.every((value) => typeof value === 'boolean' || value === 'true' || value === 'false'))
    return 'boolean'
  const isDated = some.every((value) => typeof value === 'string' && isoTime.test(value))
  // The version of a policy's language has a date's form.
  if (isDated && !/version$/i.test(name)) return 'date'
  const numeric = some.every(
    (value) =>
      typeof value === 'number' ||
      (typeof value === 'string' && /^-?\d{1,15}(?:\.\d+)?$/.test(value)),
  )
  if (
    numeric &&
    /time$|timestamp|date$|created|modified/i.test(name) &&
    some.every((value) => Number(value) > 1e9)
  )
    return 'date'
  return numeric &&
    some.some((value) => typeof value === 'number' || /^\d{1,11}$/.test(String(value))) &&
    !/id$|account|version|owner/i.test(name)
    ? 'number'
    : 'text'
}

const isoTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** `Name` of `State.Name`. */
export const lastStep = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

export const isScalar = (value: Json): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

export const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  value !== undefined && isRecord(value)

/** A time in whatever form AWS gives it, as milliseconds since 1970. */
export function timeOf(value: Json | undefined): number | undefined {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d+$/.test(value)
        ? Number(value)
        : undefined
  if (number !== undefined) return number > 1e11 ? number : number * 1000
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
