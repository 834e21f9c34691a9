import {
  registerFunction,
  TreeInterpreter,
  TYPE_ANY,
  TYPE_ARRAY,
  TYPE_ARRAY_NUMBER,
  TYPE_ARRAY_STRING,
  TYPE_EXPREF,
  TYPE_STRING,
} from '@jmespath-community/jmespath'
import type { Json } from '../../json.ts'
import { isEqual, textOrder } from './compare.ts'
import { checkSize, jsonLength } from './limits.ts'

const { runtime } = TreeInterpreter
type Argument = Parameters<typeof runtime.callFunction>[1][number]
type Signature = Parameters<typeof registerFunction>[2]

/**
 * Functions where the library's differ from the AWS command line's: its max_by knows no texts, its
 * sort orders numbers as texts and its max texts as a dictionary does. And what could grow is
 * measured before it is made.
 */
export function registerFunctions(): void {
  for (const [name, [work, signature]] of Object.entries(functions)) {
    registerFunction(name, work, signature, { override: true })
  }
}

const sortable = [{ types: [TYPE_ARRAY_NUMBER, TYPE_ARRAY_STRING] }]
const listAndKey = [{ types: [TYPE_ARRAY] }, { types: [TYPE_EXPREF] }]

const functions: Record<string, [(given: Argument[]) => Json, Signature]> = {
  sort: [([list]) => entriesOf(list).toSorted(byKey), sortable],
  max: [([list]) => largest(entriesOf(list), (entry) => entry), sortable],
  min: [([list]) => smallest(entriesOf(list), (entry) => entry), sortable],
  sort_by: [([list, key]) => sortBy(entriesOf(list), keyOf('sort_by', key)), listAndKey],
  max_by: [([list, key]) => largest(entriesOf(list), keyOf('max_by', key)), listAndKey],
  min_by: [([list, key]) => smallest(entriesOf(list), keyOf('min_by', key)), listAndKey],
  contains: [contains, [{ types: [TYPE_ARRAY, TYPE_STRING] }, { types: [TYPE_ANY] }]],
  to_number: [([value]) => toNumber(value), [{ types: [TYPE_ANY] }]],
  to_string: [([value]) => toText(jsonOf(value)), [{ types: [TYPE_ANY] }]],
  join: [join, [{ types: [TYPE_STRING] }, { types: [TYPE_ARRAY_STRING] }]],
  ...bounded('merge', 'members', (given) => sum(given, (one) => Object.keys(Object(one)).length)),
  ...bounded('from_items', 'members', ([list]) => entriesOf(list).length),
  ...bounded('group_by', 'members', ([list]) => entriesOf(list).length),
  ...bounded('split', 'entries', ([text]) => String(text).length),
}

type SizeKind = Parameters<typeof checkSize>[0]

/** A function of the library, of whose arguments no more is made than a heap bears. */
function bounded(
  name: string,
  kind: SizeKind,
  sizeOf: (given: Argument[]) => number,
): typeof functions {
  const { _func, _signature } = runtime._functionTable[name] ?? {}
  if (_func === undefined || _signature === undefined) throw new Error(`No function ${name}`)
  const work = (given: Argument[]) => {
    checkSize(kind, sizeOf(given))
    return _func.call(runtime, given)
  }
  return { [name]: [work, _signature] }
}

const jsonOf = (value: Argument | undefined): Json =>
  value === undefined || isExpression(value) ? null : value

const isExpression = (value: Argument): value is Exclude<Argument, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'expref' in value

const entriesOf = (value: Argument | undefined): Json[] => {
  const list = jsonOf(value)
  return Array.isArray(list) ? list : []
}

type Key = (entry: Json) => Json

/** What orders the entries: of the first one's type, as the command line asks. */
function keyOf(name: string, expression: Argument | undefined): Key {
  if (expression === undefined || !isExpression(expression)) return () => null
  let type: string | undefined
  return (entry) => {
    const key = jsonOf(TreeInterpreter.visit(expression, entry))
    type ??= typeof key
    if (typeof key === type && (type === 'string' || type === 'number')) return key
    const what = key === null ? 'null, as where a member is absent' : `a ${typeof key}`
    throw new Error(`${name} needs texts or numbers throughout, and found ${what}`)
  }
}

/** Of numbers, or of texts: never of both. */
const byKey = (a: Json, b: Json): number =>
  typeof a === 'string' && typeof b === 'string' ? textOrder(a, b) : Number(a) - Number(b)

const keyed = (list: readonly Json[], key: Key) => list.map((entry) => ({ entry, key: key(entry) }))

const sortBy = (list: readonly Json[], key: Key): Json[] =>
  keyed(list, key)
    .sort((a, b) => byKey(a.key, b.key))
    .map(({ entry }) => entry)

/** The first of those that are alike. */
function smallest(list: readonly Json[], key: Key, sign = 1): Json {
  const [first, ...others] = keyed(list, key)
  const best = others.reduce<typeof first>(
    (best, one) => (best && sign * byKey(one.key, best.key) < 0 ? one : best),
    first,
  )
  return best?.entry ?? null
}

const largest = (list: readonly Json[], key: Key) => smallest(list, key, -1)

function contains([within, wanted]: Argument[]): Json {
  const [searched, value] = [jsonOf(within), jsonOf(wanted)]
  if (typeof searched === 'string') return typeof value === 'string' && searched.includes(value)
  return entriesOf(searched).some((entry) => isEqual(entry, value))
}

/** Of what Python reads as a number. */
function toNumber(given: Argument | undefined): Json {
  const value = jsonOf(given)
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : null
}

function toText(value: Json): string {
  if (typeof value === 'string') return value
  checkSize('letters', jsonLength(value, 4_000_000))
  return JSON.stringify(value)
}

function join([separator, list]: Argument[]): Json {
  const [between, texts] = [String(separator), entriesOf(list).map(String)]
  checkSize(
    'letters',
    sum(texts, (text) => text.length + between.length),
  )
  return texts.join(between)
}

const sum = <T>(list: readonly T[], of: (entry: T) => number): number =>
  list.reduce((total, entry) => total + of(entry), 0)
