import type { Around } from '../asking.ts'
import type { Kind } from '../things/kind.ts'
import { kinds as allKinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { type Connection, connections, type Ends } from './connections.ts'

/** By what holds the other ends, where each of them is within something of another kind. */
export async function throughParents(
  things: readonly Thing[],
  {
    ends,
    kind,
    around,
    isWhole,
  }: { ends: readonly Ends[]; kind: Kind; around: Around; isWhole: boolean },
): Promise<Connection[]> {
  const found = await Promise.all(
    ends.map(async (end) => {
      const holder = allKinds.find(({ list }) => list === end.kind.within?.list)
      const held = new Set(end.things.flatMap(({ parent }) => parent ?? []))
      if (holder === undefined || holder.list === kind.list || held.size === 0) return []
      const { things: all } = await listThings(holder, { ...around, names: [] })
      const holders = all.filter(({ names }) => names.some((name) => held.has(name)))
      return holders.length === 0
        ? []
        : connections({ kind, things }, { kind: holder, things: holders }, around, { isWhole })
    }),
  )
  return found.flat()
}

/**
 * By what stands within something that the other ends are connected with: instances are a load
 * balancer's as the targets of its groups. Undefined where nothing is connected with the ends in such a way.
 */
export async function throughMembers(
  things: readonly Thing[],
  { ends, kind, around }: { ends: readonly Ends[]; kind: Kind; around: Around },
): Promise<Connection[] | undefined> {
  const middles = allKinds.filter(
    (one) => one.links === true && one.within !== undefined && one.list !== kind.list,
  )
  const found = await Promise.all(
    middles.flatMap((middle) =>
      ends.map(async (end) => {
        const holder = allKinds.find(({ list }) => list === middle.within?.list)
        const isOfInstances = [kind, end.kind].some(({ noun }) => noun === 'instance')
        if (
          holder === undefined ||
          !isOfInstances ||
          [kind.list, end.kind.list].includes(holder.list)
        )
          return undefined
        const { things: holders } = await listThings(holder, { ...around, names: [] })
        const held = await connections({ kind: holder, things: holders }, end, around)
        if (held.length === 0) return undefined
        const { things: members } = await listThings(middle, { ...around, names: [] })
        const own = members.filter(({ parent, region }) =>
          held.some(
            ({ from }) =>
              from.region === region && parent !== undefined && from.names.includes(parent),
          ),
        )
        const through = await connections({ kind, things }, { kind: middle, things: own }, around)
        // An address may be that of a task as well, an id is the instance's alone.
        const sure = through.filter(
          ({ from, to }) =>
            kind.noun !== 'instance' || to.names.some((id) => from.names.includes(id)),
        )
        return sure.flatMap((one) => {
          const group = held.find(({ from }) => from.names.includes(one.to.parent ?? ''))
          return group === undefined
            ? []
            : [{ from: one.from, to: group.to, through: `${holder.noun} ${group.from.name}` }]
        })
      }),
    ),
  )
  const known = found.filter((one) => one !== undefined)
  return known.length === 0 ? undefined : known.flat()
}
