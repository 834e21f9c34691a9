import { isRecord } from '../json.ts'

/**
 * What lies at a path of an item: `State.Name`. A list on the way gives the values of its entries,
 * and of a list of tags a step gives the value of that key: `Tags.Owner`.
 */
export function valueAt(item: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => memberOf(value, step), item)
}

function memberOf(value: unknown, step: string): unknown {
  if (isRecord(value)) return Object.hasOwn(value, step) ? value[step] : undefined
  if (!Array.isArray(value)) return undefined
  const tag = value.find((entry) => isRecord(entry) && (entry.Key ?? entry.key) === step)
  if (isRecord(tag)) return tag.Value ?? tag.value
  const found = value.flatMap((entry) => memberOf(entry, step) ?? [])
  return found.length === 0 ? undefined : found
}
