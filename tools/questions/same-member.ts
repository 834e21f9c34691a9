import type { ToolContext, ToolResult } from '../tool.ts'
import { fieldsOf, isScalar } from './lens/fields.ts'
import { membersSaid, wordsOf } from './lens/match-members.ts'
import { itemsOf, narrowByNames } from './narrow.ts'
import type { Plan } from './plan.ts'
import { fieldSaid, pluralOf } from './say.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'

/** “Do the nodes run the same version as the control plane”: a member of things of two kinds, held against each other. */
export async function sameMember(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const [, member = ''] = same.exec(plan.question) ?? []
  const [one, other] = plan.kinds
  if (member === '' || one === undefined || other === undefined || one.kind === other.kind)
    return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const around = { reader, regions }
  const sides = await Promise.all(
    [one.kind, other.kind].map(async (kind) => {
      const listed = await listThings(kind, { ...around, names: [] })
      const named = await narrowByNames(
        listed.things,
        [...plan.names, ...plan.ids].filter((name) =>
          listed.things.some((thing) => thing.names.includes(name)),
        ),
        { plan, kind, around },
      )
      const things = named.isNamed ? named.things : listed.things
      const [found] = membersSaid(wordsOf(member), fieldsOf(itemsOf(things)))
      return { kind, things, field: found?.field, operation: listed.operation }
    }),
  )
  if (sides.some(({ field, things }) => field === undefined || things.length === 0))
    return undefined
  const told = sides.map(({ kind, things, field }) => {
    const of = (thing: Thing) =>
      (field?.of(thing.item) ?? []).filter(isScalar).map(String).join(', ')
    return {
      kind,
      values: new Set(things.map(of)),
      said: things.map((thing) => `${thing.name}: ${of(thing) || 'none'}`),
      name: field === undefined ? member : fieldSaid(field),
    }
  })
  const all = new Set(told.flatMap(({ values }) => [...values]))
  const isSame = all.size === 1
  const [first, second] = told
  if (first === undefined || second === undefined) return undefined
  const summary = `${isSame ? 'Yes' : 'No'}: the ${pluralOf(first.kind)} and the ${pluralOf(second.kind)} ${isSame ? `have the same ${member}, ${[...all][0]}` : `differ in their ${member}`} (${told.map(({ kind, said }) => `${pluralOf(kind)} ${said.slice(0, 12).join(', ')}`).join('; ')}).`
  const [side] = sides
  return {
    status: 'ok',
    operation: side?.operation ?? one.kind.list,
    understood: `${pluralOf(one.kind)} · ${pluralOf(other.kind)} · same ${member}`,
    summary,
    call: { operation: one.kind.list, region: regions.join(',') },
    regions: [
      {
        region: regions.join(', '),
        status: 'ok',
        items: sides.flatMap(({ kind, things, field }) =>
          things.slice(0, 40).map((thing) => ({
            Name: thing.name,
            Kind: kind.noun,
            Region: thing.region,
            [fieldSaid({ name: member })]: (field?.of(thing.item) ?? [])
              .filter(isScalar)
              .join(', '),
          })),
        ),
        truncated: false,
      },
    ],
  }
}

const same = /\bsame ((?:[a-z-]+ ){0,2}[a-z-]+?) (?:as|like|of|than)\b/i
