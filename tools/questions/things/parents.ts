import { isObject } from '../lens/fields.ts'
import type { Kind } from './kind.ts'
import type { Thing } from './list-things.ts'

/** The member in which an item says what it is within, `cluster` of a service; none where nothing is. */
function parentMember({ within }: Kind, { item, parent }: Thing): string | undefined {
  if (within === undefined || parent === undefined || !isObject(item)) return undefined
  const name = within.parameter.replace(/(?:Id|Arn|Name)$/, '')
  const own = Object.keys(item).find((member) => new RegExp(`^${name}(?:Arn|Name)?$`).test(member))
  return own ?? name
}

/** Each with the name of what it is within, where AWS leaves it out: two buckets may hold one key. */
export function withParents(kind: Kind, things: readonly Thing[]): Thing[] {
  return things.map((thing) => {
    const { item, parent } = thing
    const member = parentMember(kind, thing)
    return member === undefined || !isObject(item) || member in item
      ? thing
      : { ...thing, item: { ...item, [member]: parent ?? '' } }
  })
}

/** The column to show it in. */
export const parentColumns = (kind: Kind, things: readonly Thing[]): string[] => [
  ...new Set(things.flatMap((thing) => parentMember(kind, thing) ?? [])),
]
