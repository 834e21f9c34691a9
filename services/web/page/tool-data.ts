import { shown } from './shown.ts'
import type { Row } from './table-rows.ts'

/** What a tool of AWS answered, as far as it is shown; nothing of it is taken on trust. */
export interface ToolData {
  operation: string
  notice?: string
  columns: readonly string[]
  regions: readonly RegionData[]
  /** The reads that a recipe made. */
  calls: readonly { service: string; operation: string; region: string }[]
}

interface RegionData {
  region: string
  status: string
  items: readonly unknown[]
  /** Of what failed. */
  code?: string
  message?: string
  isCut: boolean
}

export function toolDataOf(result: unknown): ToolData | undefined {
  const data = members(result)
  if (!Array.isArray(data.regions)) return undefined
  return {
    operation: text(data.operation),
    ...(typeof data.notice === 'string' && { notice: data.notice }),
    columns: list(data.columns).filter((name) => typeof name === 'string'),
    regions: data.regions.map(regionOf),
    calls: list(data.calls).map((call) => {
      const { service, operation, region } = members(call)
      return { service: text(service), operation: text(operation), region: text(region) }
    }),
  }
}

function regionOf(value: unknown): RegionData {
  const { region, status, items, code, message, truncated } = members(value)
  return {
    region: text(region),
    status: text(status),
    items: list(items),
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && { message }),
    isCut: truncated === true,
  }
}

/** True where a change was asked for, which this never makes. */
export function isRefusal(result: unknown): boolean {
  const { code, notice } = members(result)
  const codes = [code, ...list(members(result).regions).map((region) => members(region).code)]
  return codes.includes('operation_refused') || /^This only reads\b/.test(text(notice))
}

export interface ItemTable {
  names: readonly string[]
  rows: readonly Row[]
  /** Of each row. */
  regions: readonly string[]
  /** Places of the columns that are shown at first. */
  first: readonly number[]
}

/**
 * Rows of items, a column a member. Shown at first is what the tool names as what matters, and the
 * member that `path` leads to.
 */
export function itemTable({ regions, columns }: ToolData, path = ''): ItemTable {
  const [, proved] = /^regions\[\d+\]\.items\[\d+\]\.([^[]+)/.exec(path) ?? []
  const items = regions.flatMap(({ region, items }) => items.map((item) => ({ region, item })))
  const several = new Set(items.map(({ region }) => region)).size > 1
  const flat = items.map(({ item }) => flattened(item))
  const all = new Set([...columns, ...flat.flatMap((row) => [...row.keys()])])
  const filled = [...all].filter((name) => flat.some((row) => (row.get(name) ?? '') !== ''))
  const names = [...(several ? ['Region'] : []), ...filled]
  const isFirst = (name: string, at: number) =>
    (several && at === 0) ||
    (proved !== undefined && (name === proved || name.startsWith(`${proved}.`))) ||
    (columns.length > 0 ? columns.includes(name) : at < mostFirst)
  return {
    names: names.map(shown),
    rows: flat.map((row, at) => ({
      at,
      cells: [
        ...(several ? [items[at]?.region ?? ''] : []),
        ...filled.map((name) => shown(row.get(name) ?? '')),
      ],
    })),
    regions: items.map(({ region }) => region),
    first: names.flatMap((name, at) => (isFirst(name, at) ? [at] : [])),
  }
}

const mostFirst = 10

/** `State.Name`, `Tags.Owner`; lists of other things as JSON. */
function flattened(item: unknown, prefix = '', into = new Map<string, string>()) {
  if (Array.isArray(item)) {
    const tags = item.map(members)
    const areTags = tags.length > 0 && tags.every((tag) => 'Key' in tag && 'Value' in tag)
    if (areTags) for (const { Key, Value } of tags) into.set(`${prefix}.${text(Key)}`, text(Value))
    else if (item.every((each) => typeof each !== 'object')) into.set(prefix, item.join(', '))
    else into.set(prefix, JSON.stringify(item))
  } else if (typeof item === 'object' && item !== null) {
    for (const [name, value] of Object.entries(item)) {
      flattened(value, prefix === '' ? name : `${prefix}.${name}`, into)
    }
  } else if (item !== undefined && item !== null) {
    into.set(prefix === '' ? 'Value' : prefix, String(item))
  }
  return into
}

/** What stands at `regions[0].items[3].State.Name`; undefined where nothing does. */
export function valueAt(result: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g) ?? []
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    return Reflect.get(value, step)
  }, result)
}

/** The place among all rows of what a path leads to. */
export function rowAt({ regions }: ToolData, path: string): number | undefined {
  const [, region, item] = /^regions\[(\d+)\]\.items\[(\d+)\]/.exec(path) ?? []
  if (region === undefined) return undefined
  const before = regions.slice(0, Number(region)).reduce((sum, { items }) => sum + items.length, 0)
  return before + Number(item)
}

export const members = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
