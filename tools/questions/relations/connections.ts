import { attributesNamed, joinAttribute, referencesOf } from '../things/attributes.ts'
import type { Kind } from '../things/kind.ts'
import { coreKinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import type { Reading } from '../things/reader.ts'
import { Identifiers } from './mentions.ts'

/** With what, and where, is looked. */
export interface Around {
  reader: Reading
  regions: readonly string[]
}

/** One thing of a kind with one of another, and what says so: a member, or what stands between them. */
export interface Connection {
  from: Thing
  to: Thing
  through: string
}

export interface Ends {
  kind: Kind
  things: readonly Thing[]
}

interface Ways {
  isWhole?: boolean
  isNear?: boolean
  /** They were made from the others: what those speak of does not count. */
  isMade?: boolean
}

/**
 * Which things of a kind are connected with which of another, whichever of the two speaks of the
 * other: by what their lists say, by what is known of each one of the few that are meant, and through
 * what stands between them.
 */
export async function connections(
  from: Ends,
  to: Ends,
  around: Around,
  { isWhole = false, isNear = false, isMade = false }: Ways = {},
): Promise<Connection[]> {
  // What something was made from it speaks of itself; what it was is no longer asked.
  if (isMade) return once(forward(from, to))
  const meant = await related(to, around)
  const own = between(from, meant)
  const isOfPeople = /^(?:user|role|group|policy)$/.test(from.kind.noun)
  // What is told of all must have been looked for in every way.
  const isMiddle = isNear && from.kind.links === true
  const further =
    !isOfPeople && (isMiddle || (own.length > 0 && !isWhole))
      ? []
      : await throughLinks(from, meant, around)
  const found = [...own, ...further]
  if (found.length > 0 && !isWhole) return once(found)
  // Where each says of itself alone what it calls, as an API its integrations, few enough are read.
  const isTold = isNear && !isOfPeople && from.kind.relates !== undefined
  if (isTold && from.things.length <= mostFollowed)
    return once(between(await related(from, around), meant))
  // Of many kinds at once only those are read one by one that say it nowhere else.
  if (isNear && !(from.kind.noun === 'service' && to.kind.noun === 'role')) return once(found)
  const described = await related(from, around, { withReferences: true })
  return once([...found, ...between(described, meant)])
}

/** Of each pair one. */
function once(all: readonly Connection[]): Connection[] {
  const seen = new Map<Thing, Set<string>>()
  return all.filter(({ from, to }) => {
    const key = to.names.join()
    const known = seen.get(from) ?? new Set()
    seen.set(from, known)
    return !known.has(key) && known.add(key)
  })
}

/** What the one speaks of. */
function forward(from: Ends, to: Ends): Connection[] {
  const spoken = new Identifiers(to.things, to.kind)
  return from.things.flatMap((thing) =>
    spoken.in(thing).map(({ of, member }) => ({ from: thing, to: of, through: member })),
  )
}

/** Both ways: what the one speaks of, and what speaks of it. */
function between(from: Ends, to: Ends): Connection[] {
  const forward = new Identifiers(to.things, to.kind)
  const backward = new Identifiers(from.things, from.kind)
  const within = new Map(to.things.flatMap((thing) => thing.names.map((name) => [name, thing])))
  const holding = new Map(from.things.flatMap((thing) => thing.names.map((name) => [name, thing])))
  return [
    ...from.things.flatMap((thing) => [
      ...forward.in(thing).map(({ of, member }) => ({ from: thing, to: of, through: member })),
      // A service is within its cluster, however it says so.
      ...(thing.parent === undefined || !isParentOf(to.kind, from.kind)
        ? []
        : [within.get(thing.parent)].flatMap((of) =>
            of === undefined ? [] : [{ from: thing, to: of, through: to.kind.noun }],
          )),
    ]),
    ...to.things.flatMap((thing) => [
      ...backward.in(thing).map(({ of, member }) => ({ from: of, to: thing, through: member })),
      // An MFA device is its user's.
      ...(thing.parent === undefined || !isParentOf(from.kind, to.kind)
        ? []
        : [holding.get(thing.parent)].flatMap((of) =>
            of === undefined ? [] : [{ from: of, to: thing, through: to.kind.noun }],
          )),
    ]),
  ].filter(({ from: one, to: other }) => one !== other)
}

const isParentOf = (parent: Kind, { within }: Kind) => within?.list === parent.list

/** Each with what operations on it alone say, where the things are few. */
async function related(
  { kind, things }: Ends,
  { reader }: Around,
  { withReferences = false } = {},
): Promise<Ends> {
  if (things.length === 0 || things.length > mostRead) return { kind, things }
  const attributes = [
    ...(await attributesNamed(kind, kind.relates ?? [])),
    ...(withReferences && things.length <= mostFollowed
      ? await referencesOf(
          kind,
          things.map(({ item }) => item),
        )
      : []),
  ]
  let described = [...things]
  for (const attribute of attributes) described = await joinAttribute(described, attribute, reader)
  return { kind, things: described }
}

const mostRead = 60
const mostFollowed = 20

/** Through a third: those of it that the one end has to do with, and what has to do with those. */
async function throughLinks(from: Ends, to: Ends, around: Around): Promise<Connection[]> {
  const found: Connection[] = []
  for (const link of linksFor(from.kind, to.kind)) {
    const { things } = await listThings(link, { ...around, names: [] })
    const near = between({ kind: link, things }, to)
    const standing = await related(
      { kind: link, things: [...new Set(near.map((one) => one.from))] },
      around,
    )
    const far = between(from, standing)
    for (const { from: one, to: middle } of far)
      for (const { to: end } of near.filter(({ from: each }) => sameThing(each, middle)))
        found.push({ from: one, to: end, through: `${link.noun} ${labelOf(middle, link)}`.trim() })
  }
  return found
}

const sameThing = (one: Thing, other: Thing) =>
  one.names[0] === other.names[0] && one.region === other.region

/** Ids of what only stands between say nothing to people. */
const labelOf = ({ name }: Thing, { noun }: Kind) =>
  /^(?:group|target group|instance profile)$/.test(noun) ? name : ''

const linksFor = (from: Kind, to: Kind): Kind[] =>
  coreKinds.filter(
    (kind) =>
      kind.links === true &&
      kind !== from &&
      kind !== to &&
      [from, to].some(({ list }) => serviceOf(list) === serviceOf(kind.list)),
  )

const serviceOf = (operation: string) => operation.split(':')[0]
