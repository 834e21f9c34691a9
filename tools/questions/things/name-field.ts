import { type Field, fieldsOf } from '../lens/fields.ts'
import type { Seen } from '../lens/seen.ts'
import type { Plan } from '../plan.ts'
import type { Thing } from './list-things.ts'

/** Where a list is to be sorted by name, that is what people call the things by: no other member with a name in it. */
export function orderedByName(seen: Seen, things: readonly Thing[], { order }: Plan): Seen {
  if (order?.by === undefined || !ofName.test(order.by)) return seen
  const field = nameField(things)
  if (field === undefined) return seen
  return {
    ...seen,
    columns: seen.columns.filter((one) => one !== seen.order?.field),
    order: { field, descending: order.descending },
    unused: seen.unused.filter(({ word }) => word !== order.said.toLowerCase()),
  }
}

const ofName = /^(?:(?:\w+ )?names?|alphabet\w*)$/i

/** The member in which most of the things have the name that they are called by. */
function nameField(things: readonly Thing[]): Field | undefined {
  const held = (field: Field) =>
    things.filter(({ name, names, item }) =>
      field.of(item).some((value) => value === name || value === names[0]),
    ).length
  return fieldsOf(things.map(({ item }) => item))
    .filter(({ type, many }) => type === 'text' && !many)
    .map((field) => ({ field, held: held(field) }))
    .filter((one) => one.held * 2 > things.length)
    .toSorted((a, b) => b.held - a.held || a.field.depth - b.field.depth)[0]?.field
}
