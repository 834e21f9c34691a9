import * as z from 'zod'
import { type Json, json } from '../tool-result.ts'
import { isAbsent, type JsonRecord, recordOf, valueAt, withoutAbsent } from './members.ts'

/**
 * What a model reads of a tool's result: of things of one kind the table of their `columns`, the header once,
 * what is the same in all of them once, and a line on what there is besides. What the call asked for with a
 * query of its own, or with `full`, is there as it came. `resultIn` is the way back.
 */
export function modelForm(result: Json, input: unknown): Json {
  const data = toolResult.safeParse(result).data
  if (data === undefined || data.regions === undefined) return result
  const asked = askedWith.parse(input)
  // What was sent stands in the call itself, where no question chose it; the rest is for people and bills.
  const { columns, regions, call, calls: _, cli_query: __, charges: ___, ...frame } = data
  const items = regions.flatMap(({ items = [] }) => items)
  const table = isWhole(asked) ? undefined : tableOf(items, { ...data, query: asked.query })
  const left = table === undefined ? '' : notShown(items, table.columns)
  return json.parse({
    ...frame,
    ...(call !== undefined && asked.question !== undefined && { call }),
    ...(table === undefined ? columns && bareNames(items, columns) : { columns: table.shown }),
    ...(table?.same && { same_in_all: table.same }),
    ...(table?.prefixes && { prefixes: table.prefixes }),
    regions: regions.map((region) => shownRegion(region, table)),
    ...(left !== '' && { not_shown: left }),
  })
}

/** Of a result what a model is not told and a receipt has: which requests were sent. */
export function sentIn(result: unknown): JsonRecord {
  return sent.safeParse(result).data ?? {}
}

const sent = z
  .object({
    call: z.custom<JsonRecord>().optional(),
    cli_query: z.string().optional(),
    calls: z.array(json).optional(),
  })
  .transform((members) => recordOf(json.parse(members)) ?? {})

const region = z.looseObject({
  items: z.array(json).optional(),
  status: z.string(),
  truncated: z.boolean().optional(),
})
const toolResult = z.looseObject({
  columns: z.array(z.string()).optional().catch(undefined),
  for_each: z.looseObject({ parameter: z.string() }).optional().catch(undefined),
  regions: z.array(region).optional(),
})

const askedWith = z
  .object({
    question: z.string().optional().catch(undefined),
    query: z.string().optional().catch(undefined),
    full: z.boolean().optional().catch(undefined),
  })
  .catch({})

/** A query that changes nothing asks for all that there is. */
const isWhole = ({ query = '', full = false }: z.infer<typeof askedWith>): boolean =>
  full || /^\s*(?:\[\*?\]|@)\s*$/.test(query)

interface Table {
  /** Of all columns, those that are the same in all rows too. */
  columns: readonly string[]
  shown: readonly string[]
  same: JsonRecord | undefined
  /** What all cells of a column begin with: ARNs of one service, region and account. */
  prefixes: Record<string, string> | undefined
  cell: (record: JsonRecord, path: string) => Json
}

interface Listed {
  columns?: readonly string[] | undefined
  for_each?: { parameter: string } | undefined
  query?: string | undefined
}

const bareNames = (items: readonly Json[], columns: readonly string[]) =>
  items.length > 0 && items.every((item) => typeof item === 'string') && { columns }

/** Undefined where the items are no things of one kind. */
function tableOf(items: readonly Json[], listed: Listed): Table | undefined {
  const records = items.map(recordOf).filter((item) => item !== undefined)
  if (records.length < items.length || records.length === 0) return undefined
  const columns = columnsOf(records, listed).filter((path) =>
    records.some((record) => !isAbsent(valueAt(record, path))),
  )
  if (columns.length === 0) return undefined
  const bySecond = new Set(columns.filter((path) => areToldApartBySeconds(records, path, columns)))
  const cell = (one: JsonRecord, path: string) => cellOf(one, path, bySecond.has(path))
  const [first, ...others] = columns
  const isSame = (path: string) =>
    records.length > 1 && new Set(records.map((one) => JSON.stringify(cell(one, path)))).size === 1
  const same = others.filter(isSame)
  const [record] = records
  const shown = [first ?? '', ...others.filter((path) => !same.includes(path))]
  const prefixes = shown.flatMap((path): [string, string][] => {
    const prefix = commonPrefix(records.map((one) => cell(one, path)))
    return prefix === '' ? [] : [[path, prefix]]
  })
  const ofColumn = new Map(prefixes)
  return {
    columns,
    shown,
    same:
      same.length === 0 || record === undefined
        ? undefined
        : Object.fromEntries(same.map((path) => [path, cell(record, path)])),
    prefixes: prefixes.length === 0 ? undefined : Object.fromEntries(prefixes),
    cell: (one, path) => {
      const whole = cell(one, path)
      const { length } = ofColumn.get(path) ?? ''
      return typeof whole === 'string' ? whole.slice(length) : whole
    },
  }
}

/** Of ARNs, as far as they are the same in whole parts; nothing where a cell is none. */
function commonPrefix(cells: readonly Json[]): string {
  const texts = cells.filter((one) => one !== null)
  const [first, ...others] = texts
  if (typeof first !== 'string' || others.length === 0) return ''
  let prefix = /^arn:.*[:/]/.exec(first)?.[0] ?? ''
  while (
    prefix !== '' &&
    !others.every((one) => typeof one === 'string' && one.startsWith(prefix))
  ) {
    prefix = /^(.*[:/])[^:/]*[:/]$/.exec(prefix)?.[1] ?? ''
  }
  return prefix.length > shortestPrefix ? prefix : ''
}

/** `arn:aws:` alone is not worth being said elsewhere. */
const shortestPrefix = 'arn:aws:iam::'.length

/** Those that matter for the kind, and what the call asked with: each of many names, members of its query. */
function columnsOf(
  records: readonly JsonRecord[],
  { columns = [], for_each, query = '' }: Listed,
): string[] {
  if (columns.length === 0) return membersInCommon(records)
  const shown = new Set(columns.map((path) => path.split('.')[0]))
  const words = new Set(query.match(/\w+/g))
  const asked = [...new Set(records.flatMap((record) => Object.keys(record)))].filter(
    (name) => (words.has(name) || why.test(name)) && !shown.has(name),
  )
  return [...new Set([...(for_each ? [for_each.parameter] : []), ...columns, ...asked])]
}

/** What has failed says why wherever it does. */
const why = /^failureReason$/i

/** Of rows that nobody named columns for: their members, where nearly each has nearly all of them. */
function membersInCommon(records: readonly JsonRecord[]): string[] {
  const members = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const filled = records.reduce((sum, record) => sum + Object.keys(record).length, 0)
  const isTable =
    records.length > 1 &&
    filled >= members.length * records.length * 0.7 &&
    !members.some((name) => name.includes('.'))
  return isTable ? members : []
}

function shownRegion(whole: z.infer<typeof region>, table: Table | undefined) {
  const { items = [], status, truncated, ...rest } = whole
  return {
    ...rest,
    ...(status !== 'ok' && { status }),
    ...(items.length > 0 && listOf(items, table)),
    ...(truncated === true && { truncated }),
  }
}

function listOf(items: readonly Json[], table: Table | undefined) {
  if (table === undefined) return { items: items.map(withoutAbsent) }
  const rows = items.map((item) => {
    const record = recordOf(item) ?? {}
    const cells = table.shown.map((path) => table.cell(record, path))
    return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)
  })
  return { rows }
}

function cellOf(record: JsonRecord, path: string, bySecond: boolean): Json {
  const value = valueAt(record, path)
  if (value === undefined || isAbsent(value)) return null
  if (typeof value === 'string')
    return bySecond ? value.replace(zeroFraction, 'Z') : toTheMinute(value)
  // One of a list that has one is itself.
  if (Array.isArray(value) && value.length === 1 && path.includes('.')) return value[0] ?? null
  return withoutAbsent(value)
}

/** Times to the minute, as people are shown them, would make two of them one, or say that something took no time. */
function areToldApartBySeconds(
  records: readonly JsonRecord[],
  path: string,
  columns: readonly string[],
): boolean {
  const times = new Set(records.map((record) => valueAt(record, path)))
  const minutes = new Set([...times].map(minuteOf))
  return (
    minutes.size < times.size ||
    records.some((record) => {
      const time = valueAt(record, path)
      const others = columns.map((column) => valueAt(record, column))
      return isTime(time) && others.some((one) => one !== time && minuteOf(one) === minuteOf(time))
    })
  )
}

const isTime = (value: Json | undefined) => typeof value === 'string' && instant.test(value)
const minuteOf = (value: Json | undefined) =>
  typeof value === 'string' ? toTheMinute(value) : value
const toTheMinute = (text: string): string => text.replace(instant, '$1 $2 UTC')
const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/
const zeroFraction = /(?<=^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.0+Z$/

/** What items have that no column shows, and how to come to it. */
function notShown(items: readonly Json[], columns: readonly string[]): string {
  const records = items.map(recordOf).filter((item) => item !== undefined)
  const members = records.flatMap((record) =>
    Object.entries(record).filter(([, value]) => !isAbsent(value)),
  )
  const isShown = (name: string) =>
    columns.some((path) => path === name || path.startsWith(`${name}.`))
  const whole = new Set(members.flatMap(([name]) => (isShown(name) ? [] : name)))
  const parts = members.flatMap(([name, value]) =>
    columns.includes(name) || whole.has(name) ? [] : partsNotShown(name, value, columns),
  )
  const left = [...new Set([...whole, ...parts])]
  if (left.length === 0) return ''
  const names = left.slice(0, mostNames).join(', ')
  const more = left.length > mostNames ? ` and ${left.length - mostNames} more` : ''
  return `${names}${more}: ask with query, [] for all`
}

/** Of what lies beside what a column shows of the same member: other tags by their list alone. */
function partsNotShown(name: string, value: Json, columns: readonly string[]): string[] {
  if (hasOtherTags(name, value, columns)) return [name]
  return [value].flat().flatMap((entry) => {
    const { Key, key = Key, ...members } = recordOf(entry) ?? {}
    if (key !== undefined) return []
    return Object.entries(members)
      .filter(([, member]) => !isAbsent(member))
      .map(([member]) => `${name}.${member}`)
      .filter((path) => !columns.some((one) => one === path || one.startsWith(`${path}.`)))
  })
}

const mostNames = 8

function hasOtherTags(name: string, value: Json, columns: readonly string[]): boolean {
  if (!/^tag(?:s|set|list)$/i.test(name) || !Array.isArray(value)) return false
  return value.some((tag) => {
    const { Key, key = Key } = recordOf(tag) ?? {}
    return !columns.includes(`${name}.${key}`)
  })
}
