import type { Json } from '../../json.ts'
import { isObject } from '../lens/fields.ts'

interface Called {
  item: Json
  name: string
  names: readonly string[]
}

/** A parameter that takes the ARN of anything: ListTags. */
export const ofResource = /^resource(?:s?Arn)?$/i

/** What names the thing to the operation: its member of that name, else its own name. */
export function keyOf({ item, name, names }: Called, parameter: string): Json | undefined {
  if (!isObject(item)) return item
  const direct =
    item[parameter] ??
    Object.values(item)
      .flatMap((value) => (isObject(value) ? [value[parameter]] : []))
      .find((value) => value !== undefined)
  if (direct !== undefined) return direct
  if (/arn$/i.test(parameter) || ofResource.test(parameter))
    return names.find((one) => one.startsWith('arn:'))
  if (/id$/i.test(parameter)) return item.Id ?? item.id ?? name
  return item.Name ?? item.name ?? name
}
