import type { Input, Output } from './answer.ts'
import { isRecord, records, text, texts } from './answer.ts'

/**
 * EC2's `Filters` (RDS and Auto Scaling have the same): every filter must hold, by any of its values, with
 * `*` and `?` as wildcards. A filter that is not in `paths` is looked for by its last word, at any depth.
 */
export function filtered(paths: FilterPaths = {}, member = 'Filters') {
  return (item: Output, input: Input): boolean =>
    records(input, member).every((filter) => {
      const values = texts(filter, 'Values').map(wildcard)
      const found = valuesOf(item, text(filter, 'Name') ?? '', paths)
      return found.some((value) => values.some((pattern) => pattern.test(String(value))))
    })
}

/** Filter name to the member it means, as `State.Name`; lists on the way are gone through. */
export type FilterPaths = Readonly<Record<string, string>>

function valuesOf(item: Output, filter: string, paths: FilterPaths): unknown[] {
  const path = Object.hasOwn(paths, filter) ? paths[filter] : undefined
  if (path) return follow(item, path.split('.'))
  if (filter.startsWith('tag:')) return tagValues(item, filter.slice('tag:'.length))
  if (filter === 'tag-key') return records(item, 'Tags').map((tag) => tag.Key)
  return search(item, plain(filter.split('.').at(-1) ?? ''))
}

function tagValues(item: Output, key: string): unknown[] {
  return records(item, 'Tags')
    .filter((tag) => tag.Key === key)
    .map((tag) => tag.Value)
}

function follow(value: unknown, [first, ...rest]: string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => follow(one, [first ?? '', ...rest]))
  if (first === undefined) return value === undefined ? [] : [value]
  return isRecord(value) ? follow(value[first], rest) : []
}

// The item's own member goes before one of the same name further down.
function search(item: unknown, wanted: string): unknown[] {
  if (Array.isArray(item)) return item.flatMap((one) => search(one, wanted))
  if (!isRecord(item)) return []
  const own = Object.entries(item).filter(([member]) => plain(member) === wanted)
  if (own.length > 0) return own.flatMap(([, value]) => value)
  return Object.values(item).flatMap((value) => search(value, wanted))
}

const plain = (name: string) => name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase()

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's')
}
