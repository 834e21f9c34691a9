import { expressionOf } from './condition.ts'
import type { Seen } from './seen.ts'

/** All of it as JMESPath over the list of items, so that anyone can repeat it; undefined: no change. */
export function queryOf({ conditions, order, first, named }: Seen): string | undefined {
  const filter = [...(named ?? []), ...conditions].map(expressionOf).join(' && ')
  const kept = filter === '' ? undefined : `[?${filter}]`
  if (order === undefined) {
    if (first === undefined) return kept
    return kept === undefined ? `[:${first}]` : `${kept} | [:${first}]`
  }
  const { expression } = order.field
  const by = order.field.type === 'number' ? `to_number(${expression})` : expression
  const having = `[?${filter === '' ? '' : `${filter} && `}${/[|\s]/.test(expression) ? `(${expression})` : expression}]`
  const sorted = `sort_by(${having}, &${by})`
  const whole = order.descending ? `reverse(${sorted})` : sorted
  return first === undefined ? whole : `${whole} | [:${first}]`
}
