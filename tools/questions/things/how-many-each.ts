import type { Around } from '../asking.ts'
import { type Field, fieldsOf, isObject } from '../lens/fields.ts'
import { itemNames, itemsOf } from '../narrow.ts'
import type { KindSaid, Plan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from './kind.ts'
import { kindsSaid } from './kind-said.ts'
import { listThings, type Thing } from './list-things.ts'
import { speaksOf } from './speaks-of.ts'

interface Counted {
  /** Those that have the most (or the fewest), each with how many it has. */
  things: Thing[]
  field: Field
  /** The words for what is counted. */
  said: readonly string[]
  /** What picks them from a list. */
  names: string[]
}

/** “Which VPC has the most instances”: those of the other kind that speak of each are counted. */
export async function mostOf(
  things: readonly Thing[],
  { plan, kind, around }: { plan: Plan; kind: Kind; around: Around },
): Promise<Counted | undefined> {
  const ranked = rankedKind(plan, kind)
  const other = ranked ?? countedKind(plan, kind)
  if (other === undefined || things.length === 0 || things.length > mostCounted) return undefined
  const { things: others } = await listThings(other.kind, { ...around, names: [] })
  const member = `NumberOf${pluralOf(other.kind)
    .split(' ')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')}`
  const counted = things.map((thing) => {
    const own = others.filter((one) => speaksOf(one, thing))
    return {
      ...thing,
      item: isObject(thing.item) ? { ...thing.item, [member]: own.length } : thing.item,
      many: own.length,
    }
  })
  if (counted.every(({ many }) => many === 0)) return undefined
  const descending = plan.order?.descending ?? true
  const sorted = counted.toSorted((a, b) => (b.many - a.many) * (descending ? 1 : -1))
  const best = sorted[(plan.first ?? 1) - 1] ?? sorted.at(-1)
  const kept = sorted.filter(
    ({ many }) =>
      ranked !== undefined || (descending ? many >= (best?.many ?? 0) : many <= (best?.many ?? 0)),
  )
  const field = fieldsOf(itemsOf(counted)).find(({ path }) => path === member)
  return field === undefined
    ? undefined
    : { things: kept, field, names: itemNames(kept), said: other.said.toLowerCase().split(' ') }
}

const mostCounted = 200

/** “Security groups by number of rules”: all of them, with how many each has. */
function rankedKind({ question }: Plan, kind: Kind): Pick<KindSaid, 'kind' | 'said'> | undefined {
  const [, said] =
    /\bby (?:their |the )?(?:number|count|amount) of (?:their )?([a-z]+(?: [a-z]+)?)(?= *[?.!]*$)/i.exec(
      question,
    ) ?? []
  if (said === undefined) return undefined
  const found = [`${kind.noun} ${said}`, said]
    .flatMap((words) => kindsSaid(words))
    .find((one) => one.kind.list !== kind.list && kind.means?.[one.kind.noun] === undefined)
  return found && { kind: found.kind, said }
}

/** The kind that stands behind “most”, beside the one that is asked about. */
function countedKind({ order, kinds, question }: Plan, kind: Kind): KindSaid | undefined {
  if (order === undefined || !/^(?:most|least|fewest)$/i.test(order.said.trim())) return undefined
  return kinds.find(
    (said) =>
      said.kind.list !== kind.list &&
      // What the things say of themselves needs no counting.
      kind.means?.[said.kind.noun] === undefined &&
      !said.denied &&
      new RegExp(`\\b(?:most|least|fewest) (?:[\\w-]+ )?${RegExp.escape(said.said)}`, 'i').test(
        question,
      ),
  )
}
