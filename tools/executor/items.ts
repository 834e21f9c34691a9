import type { Operation } from '../catalogue/catalogue.ts'
import { isRecord, type Json } from '../json.ts'
import type { About } from './about.ts'

/** The items of one answer, in a fixed order; an answer without lists is one item itself. */
export function itemsOf(output: Json, operation: Operation): Json[] {
  const { items, besides = [] } = operation
  if (items === undefined && besides.length === 0) return [output]
  return [
    ...(items === undefined ? [] : atPath(output, items)),
    ...besides.flatMap((list) => atPath(output, list).map((entry) => ({ [list]: entry }))),
  ]
}

/** Items as AWS's answer holds them, for queries written as for the AWS command line. */
export function asOutput(items: readonly Json[], operation: Operation, about: About = {}): Json {
  const { items: path, besides = [] } = operation
  if (path === undefined && besides.length === 0) return items[0] ?? null
  const beside = (list: string, item: Json) =>
    isRecord(item) && Object.hasOwn(item, list) && Object.keys(item).length === 1
  const lists = besides.map((list) => [
    list,
    items.flatMap((item) => (isRecord(item) && beside(list, item) ? [item[list]] : [])),
  ])
  const main = items.filter((item) => !besides.some((list) => beside(list, item)))
  const own = path === undefined ? {} : wrap(path, main)
  return { ...about, ...own, ...Object.fromEntries(lists) }
}

/** The first member of the answer that the items are under: `Reservations`. */
export const outputMembers = ({ items, besides = [] }: Operation): string[] =>
  items === undefined ? [...besides] : [items.split(/[.[]/)[0] ?? items, ...besides]

/** What is at `Reservations[].Instances`, as one flat list; a sole object is a list of one. */
function atPath(output: Json, path: string): Json[] {
  let found = [output]
  for (const step of path.split('.')) {
    const name = step.replace('[]', '')
    found = found.flatMap((value) => (isRecord(value) ? listOf(value[name]) : []))
  }
  return found
}

const listOf = (value: Json | undefined): Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

function wrap(path: string, items: Json[]): { [name: string]: Json } {
  const [first = path, ...rest] = path.split('.')
  const name = first.replace('[]', '')
  if (rest.length === 0) return { [name]: items }
  const inner = wrap(rest.join('.'), items)
  return { [name]: first.endsWith('[]') ? [inner] : inner }
}
