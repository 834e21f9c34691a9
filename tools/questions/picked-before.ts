import { serviceNames } from '../catalogue/services.ts'
import { findOperation } from '../executor/find-operation.ts'
import { applyQuery } from '../executor/query.ts'
import { isObject } from './lens/fields.ts'
import { itemsOf } from './narrow.ts'
import { attributesIn, joinAttribute } from './things/attributes.ts'
import type { Kind } from './things/kind.ts'
import type { Listed, Thing } from './things/list-things.ts'
import { measuredIn } from './things/measures.ts'
import type { Reader } from './things/reader.ts'

/** The things that a query of before has picked, with the members that it looked at. */
export async function pickedBefore(
  base: string,
  { kind, listed, reader, now }: { kind: Kind; listed: Listed; reader: Reader; now: Date },
): Promise<Thing[]> {
  let { things } = listed
  // What was cut to one was chosen from a list, which is what further words are about.
  const query = base.replace(/ \| \[:1\]$/, '')
  // What they have by themselves an operation of that name need not tell.
  const own = new Set(itemsOf(things).flatMap((item) => (isObject(item) ? Object.keys(item) : [])))
  for (const attribute of await attributesIn(kind, query))
    if (!own.has(attribute.member)) things = await joinAttribute(things, attribute, reader)
  things = await measuredIn(query, things, { kind, reader, now })
  const { operation } = await findOperation(kind.list, serviceNames)
  const { entries } = await applyQuery(itemsOf(things), query, {
    operation: { ...operation, items: 'items' },
  })
  const order = new Map(entries.map((entry, at) => [JSON.stringify(entry), at]))
  const placeOf = ({ item }: Thing) => order.get(JSON.stringify(item)) ?? -1
  return things.filter((thing) => placeOf(thing) >= 0).toSorted((a, b) => placeOf(a) - placeOf(b))
}
