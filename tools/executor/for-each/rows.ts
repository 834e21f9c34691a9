import { isRecord, type Json } from '../../json.ts'
import { outputOf } from '../ask-region.ts'
import type { Collected } from '../collect.ts'
import type { FoundOperation } from '../find-operation.ts'

/** An item with the name that it is of. AWS's own value, where it is another one, stays beside it. */
function namedRow(parameter: string, name: string, item: Json): Json {
  if (!isRecord(item)) return { [parameter]: name, item }
  const { [parameter]: own, ...rest } = item
  return own === undefined || own === name
    ? { [parameter]: name, ...rest }
    : { [parameter]: name, ...rest, [`${parameter}_answered`]: own }
}

/** A name for which nothing is configured has a row of nulls; one whose list is empty, that list. */
export async function rowsOf(
  found: FoundOperation,
  { parameter, name }: { parameter: string; name: string },
  { items, absent, about }: Collected,
): Promise<Json[]> {
  if (items.length > 0) return items.map((item) => namedRow(parameter, name, item))
  const { isOneThing, members } = await outputOf(found)
  const nothing = absent !== undefined || isOneThing ? null : []
  const shown = isOneThing ? members.slice(0, maxNulls) : members.slice(0, 1)
  const row = Object.fromEntries(shown.map((member): [string, Json] => [member, nothing]))
  return [namedRow(parameter, name, { ...row, ...about })]
}

/** Enough for any configuration; what is long is long in vain where all of it is null. */
const maxNulls = 8
