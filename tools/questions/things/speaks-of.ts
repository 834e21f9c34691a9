import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'
import type { Thing } from './list-things.ts'

/** Whether a thing speaks of another: in its region, and by its id where it has one, as a name may be a tag's value too. */
export function speaksOf({ item, region }: Thing, of: Thing): boolean {
  const ids = of.names.filter((name) => /^[a-z]+-[\da-f]{8,17}$/.test(name))
  const isNear = region === of.region || [region, of.region].includes('global')
  return isNear && (ids.length > 0 ? ids : of.names).some((name) => mentions(item, name))
}

/** Whether a value anywhere in an item is it, or ends with it as an ARN does. */
export function mentions(item: Json, id: string): boolean {
  if (typeof item === 'string')
    return (
      item === id ||
      (id.length > 2 && new RegExp(`[:/]${RegExp.escape(id)}(?:$|[:/])`).test(item)) ||
      // A name in DNS may end with the dot of its root.
      item.toLowerCase().replace(/\.$/, '') === id.toLowerCase()
    )
  if (Array.isArray(item)) return item.some((entry) => mentions(entry, id))
  return isObject(item) && Object.values(item).some((entry) => mentions(entry, id))
}
