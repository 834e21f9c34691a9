import type { Json } from '../../json.ts'
import type { Around } from '../asking.ts'
import { type Condition, keeps } from '../lens/condition.ts'
import { fieldsOf, isObject } from '../lens/fields.ts'
import { valueCondition } from '../lens/match-values.ts'
import { heldBy, itemsOf, picking } from '../narrow.ts'
import type { Plan } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { kindsNamed } from '../things/find-things.ts'
import { withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { kinds as allKinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { containerSaid, isInCluster } from '../words/container.ts'
import { camelWords, stem } from '../words/stem.ts'
import { type Connection, connections, type Ends } from './connections.ts'
import { throughSources } from './dead-letter-sources.ts'
import { type RelationSaid, relationSaid } from './read-relation.ts'
import { throughMembers, throughParents } from './through-holders.ts'

export interface Connected {
  things: Thing[]
  /** What is left of the plan. */
  plan: Plan
  condition: Condition
  /** The names of the question that it took. */
  names: readonly string[]
  /** The things with members that say what each is connected with, and through what. */
  described: (things: readonly Thing[]) => Thing[]
  members: readonly string[]
}

/** Things by what they are connected with: undefined where a question says nothing of that, or nothing is known of it. */
export async function narrowByConnection(
  things: readonly Thing[],
  { plan, kind, around }: { plan: Plan; kind: Kind; around: Around },
): Promise<Connected | undefined> {
  const said = relationSaid(plan, kind)
  if (said === undefined || things.length === 0) return undefined
  const further = [...plan.names, ...plan.ids].filter((name) => name !== said.name)
  const meant = await otherEnds(said, { things, kind, around, further })
  if (meant === undefined) return undefined
  // A plain word may be anything else: it is a name where something is called just so.
  const { name } = said
  if (
    said.isPlain === true &&
    (name === undefined || !meant.ends.some((end) => withName(end.things, name).exact))
  )
    return undefined
  // Whose a thing is its tags tell, and no connection with the user of that name.
  if (ofOwner.test(plan.question) && meant.ends.every((end) => end.kind.noun === 'user'))
    return undefined
  const held = heldIn(things, meant.ends, kind)
  if (held !== undefined && !said.denied) {
    const { name = '' } = said
    return {
      things: held,
      names: [name],
      described: (all) => [...all],
      plan: { ...plan, names: plan.names.filter((one) => one !== name) },
      condition: {
        ...picking(held, things),
        said: { having: `${meant.ends[0]?.kind.noun} ${name}` },
      },
      members: [],
    }
  }
  const place = containerSaid(plan.question)
  const placed = place === undefined || place === said.name ? undefined : within(meant.ends, place)
  const ends = placed ?? meant.ends
  const words = [
    ...meant.words,
    ...(placed === undefined ? [] : plan.words.filter(({ word }) => word === place?.toLowerCase())),
  ]
  const isWhole = said.denied || said.name === undefined
  const isMade = madeFrom.test(plan.question)
  const each = await Promise.all(
    ends.map((end) => connections({ kind, things }, end, around, { isWhole, isMade })),
  )
  const direct = each.flat()
  const members =
    direct.length > 0 || said.denied
      ? undefined
      : await throughMembers(things, { ends, kind, around })
  // Targets are a load balancer's by the group that they are in.
  const near =
    direct.length > 0 && !said.denied
      ? direct
      : [
          ...direct,
          ...(await throughParents(things, { ends, kind, around, isWhole })),
          ...(members ?? []),
        ]
  const sources =
    near.length > 0 || said.denied
      ? undefined
      : await throughSources({ kind, things }, ends, around)
  const found = sources?.found ?? near
  // Whose tag says that somebody owns them are theirs, whoever is an IAM user as well.
  if (found.length === 0 && said.name !== undefined && !said.denied) {
    const place = { fields: fieldsOf(itemsOf(things)), left: [...things] }
    if (heldBy([said.name], place) !== undefined) return undefined
  }
  // What it names is none of those that are listed, as an image of somebody else: it says which it is.
  if (found.length === 0 && said.name !== undefined && !said.denied && isNamedBy(ends, kind))
    return undefined
  const nouns = [...new Set(ends.map((end) => end.kind.noun))]
  // Where nothing at all of the two kinds is connected, how they are is not known here.
  const adjectives = meant.isState === true
  const isKnown =
    found.length > 0 ||
    members !== undefined ||
    [kind, ...ends.map((end) => end.kind)].some(({ relates }) => relates !== undefined) ||
    (await areConnected(kind, ends, { things, around }))
  if (!isKnown) return undefined
  const kept = things.filter(
    (thing) => found.some(({ from }) => isSame(from, thing)) !== said.denied,
  )
  const member = memberOf(nouns)
  const named = new Set([...(said.name === undefined ? [] : [said.name]), ...(meant.names ?? [])])
  const label = [named.size > 0 ? [...named].join(', ') : words.map(({ word }) => word).join(' ')]
    .filter(Boolean)
    .join(' ')
  const noun = nouns.join(' or ')
  const called =
    label === ''
      ? `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`
      : `the ${named.size > 1 ? pluralOf({ noun }) : noun} ${label}`
  const state = adjectives && label !== '' ? `${label} ` : ''
  const told = said.denied
    ? `without a connected ${state}${noun}`
    : (sources?.told ?? `connected with ${called}`)
  const making = isMade ? plan.words.filter(({ word }) => isMaking.test(word)) : []
  // “With the policy X”, “with the X policy”: what it is.
  const ofKind =
    said.name === undefined
      ? []
      : plan.words.filter(({ stem: root }) => nouns.some((one) => stem(one) === root))
  const used = new Set([...words, ...said.how, ...making, ...ofKind])
  return {
    things: kept,
    names: [...named],
    described: (all) =>
      said.denied ? [...all] : all.map((thing) => withMembers(thing, { found, member })),
    plan: {
      ...plan,
      words: plan.words.filter((word) => !used.has(word)),
      names: plan.names.filter(
        (name) => !named.has(name) && (placed === undefined || name !== place),
      ),
      ids: plan.ids.filter((id) => !named.has(id)),
      kinds: plan.kinds.filter((one) => one !== said.other),
    },
    condition: {
      ...picking(kept, things),
      said: adjectives && !said.denied ? { having: `${label} ${noun}s` } : { adjective: told },
    },
    members: [member, throughMember],
  }
}

/** Whether things say by an id which of a kind is theirs: `ImageId`. */
const isNamedBy = (ends: readonly Ends[], { noun }: Kind): boolean =>
  ends.some(({ things }) =>
    fieldsOf(itemsOf(things)).some(
      ({ name, type, depth }) =>
        type === 'text' &&
        depth === 1 &&
        camelWords(name)
          .join(' ')
          .replace(/ (?:id|arn|name)$/, '') === noun.toLowerCase(),
    ),
  )

/** “Volumes created from snapshots”: what they were made from, and not what was made of them since. */
const madeFrom = /\b(?:created|made|restored|launched|built|booted|started) (?:from|out of) /i

const isMaking = /^(?:created|made|restored|launched|built|booted|started)$/

/** The rules of a security group are those that say that they are its own, and not those that let it in. */
function heldIn(things: readonly Thing[], ends: readonly Ends[], kind: Kind): Thing[] | undefined {
  const [end, ...others] = ends
  if (end === undefined || others.length > 0 || !kind.noun.startsWith(`${end.kind.noun} `))
    return undefined
  const last = end.kind.noun.split(' ').at(-1) ?? ''
  const field = fieldsOf(itemsOf(things)).find(
    ({ name, depth }) => depth === 1 && name.toLowerCase() === `${last}id`.toLowerCase(),
  )
  const ids = new Set(end.things.flatMap(({ names }) => names))
  return field && things.filter(({ item }) => field.of(item).some((id) => ids.has(String(id))))
}

const ofOwner = /\bowned by\b|\bbelong(?:s|ing)? to\b|\bowner (?:is|are|was)\b/i

/** The service of that name in the cluster that is said, where several are called so. */
function within(ends: readonly Ends[], place: string): Ends[] | undefined {
  const held = ends
    .map((end) => ({ ...end, things: end.things.filter(({ item }) => isInCluster(item, place)) }))
    .filter(({ things }) => things.length > 0)
  return held.length === 0 ? undefined : held
}

interface Meant {
  ends: Ends[]
  words: RelationSaid['beside']
  /** Further things of the kind that are named beside the first. */
  names?: string[]
  /** The words say how they are, and are no name. */
  isState?: true
}

interface Among {
  things: readonly Thing[]
  kind: Kind
  around: Around
  /** Other names of the question. */
  further: readonly string[]
}

/** What of the other kind is meant: what is named, or all of it. */
async function otherEnds(
  { other, name, beside, denied }: RelationSaid,
  { things, kind, around, further }: Among,
): Promise<Meant | undefined> {
  if (other !== undefined) {
    const all = await widely(other.kind, around, name)
    if (name !== undefined) {
      const { found } = withName(all, name)
      if (found.length === 0) return undefined
      const beside = further
        .map((one) => ({ one, more: withName(all, one).found }))
        .filter(({ more }) => more.length > 0)
      const meant = [...new Set([...found, ...beside.flatMap(({ more }) => more)])]
      return {
        ends: [{ kind: other.kind, things: meant }],
        words: [],
        names: beside.map(({ one }) => one),
      }
    }
    const word = beside.map((one) => one.word).join('-')
    const named = [word, ...beside.map((one) => one.word)]
      .filter((one) => one.length > 2)
      .map((one) => ({ one, ...withName(all, one) }))
      .find(({ found }) => found.length > 0 && found.length < all.length)
    // “Which stage of the pipeline failed”: what stands behind is of what is asked for.
    const own = beside.filter(({ at }) => at <= other.at)
    if (named === undefined)
      return all.length === 0 ? undefined : ofState(other.kind, all, own, denied)
    const words = beside.filter((one) => named.one === word || one.word === named.one)
    return { ends: [{ kind: other.kind, things: named.found }], words }
  }
  if (name === undefined) return undefined
  const all = await Promise.all(
    [name, ...further.slice(0, mostNamed)].map(async (one) => ({
      one,
      ends: await endsNamed(one, { kind, around }),
    })),
  )
  const [first] = all
  // Of one's own kind: the queues that send what fails to another.
  if (first === undefined || first.ends.length === 0) {
    const own = withName(things, name)
    return own.exact ? { ends: [{ kind, things: own.found }], words: [] } : undefined
  }
  const known = all.filter(({ ends }) => ends.length > 0)
  return {
    ends: known.flatMap(({ ends }) => ends),
    words: [],
    names: known.map(({ one }) => one),
  }
}

/** The things of other kinds that are called so. */
async function endsNamed(
  name: string,
  { kind, around }: { kind: Kind; around: Around },
): Promise<Ends[]> {
  const owned = (await kindsNamed([name], around)).filter((one) => one.list !== kind.list)
  const kinds = owned.length > 0 ? owned : widerKinds
  const ends = await Promise.all(
    kinds.slice(0, mostKinds).map(async (one) => {
      const all = await widely(one, around, name)
      return { kind: one, things: withName(all, name).found }
    }),
  )
  return ends.filter((end) => end.things.length > 0)
}

const mostNamed = 8

const mostKinds = 4

/** Of which AWS has some that an account uses. */
const widerKinds = allKinds.filter(({ wider }) => wider !== undefined)

/** Of the other kind those that are so: internal load balancers; undefined where the words say something else. */
function ofState(
  kind: Kind,
  all: readonly Thing[],
  words: RelationSaid['beside'],
  isDenied: boolean,
): Meant | undefined {
  const items = itemsOf(all)
  const fields = fieldsOf(items)
  // “Not attached to running instances”: the things are not, and the instances are running.
  const conditions = words.flatMap(
    (word) => valueCondition(isDenied ? { ...word, denied: false } : word, { fields, items }) ?? [],
  )
  if (conditions.length < words.length) return undefined
  return {
    ends: [{ kind, things: all.filter(({ item }) => keeps(conditions, item)) }],
    words,
    ...(words.length === 0 ? {} : { isState: true }),
  }
}

/** With what AWS owns and the account uses, where nothing of the account's own is called so. */
async function widely(kind: Kind, around: Around, name: string | undefined): Promise<Thing[]> {
  const { things } = await listThings(kind, { ...around, names: [] })
  const isThere = name === undefined || withName(things, name).found.length > 0
  if (isThere || kind.wider === undefined) return things
  const more = await Promise.all(
    kind.wider.map((parameters) => listThings({ ...kind, parameters }, { ...around, names: [] })),
  )
  return [...things, ...more.flatMap((one) => one.things)]
}

/** Whether anything of the two kinds is known to be connected. */
async function areConnected(
  kind: Kind,
  ends: readonly Ends[],
  { things, around }: { things: readonly Thing[]; around: Around },
): Promise<boolean> {
  for (const { kind: other } of ends) {
    const { things: all } = await listThings(other, { ...around, names: [] })
    const found = await connections({ kind, things }, { kind: other, things: all }, around)
    if (found.length > 0) return true
  }
  return false
}

const isSame = (one: Thing, other: Thing) =>
  one === other ||
  (one.region === other.region &&
    one.names.join() === other.names.join() &&
    isPartOf(one.item, other.item))

/** Records of one name are several; what was joined to a thing leaves its own members as they were. */
function isPartOf(one: Json, other: Json): boolean {
  if (!isObject(one) || !isObject(other)) return true
  return Object.entries(one).every(
    ([name, value]) =>
      !Object.hasOwn(other, name) || JSON.stringify(value) === JSON.stringify(other[name]),
  )
}

const throughMember = 'Through'

/** `LoadBalancer` of load balancers. */
const memberOf = (nouns: readonly string[]) =>
  (nouns.length === 1 ? (nouns[0] ?? '') : 'connected with')
    .split(/[ -]/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')

function withMembers(
  thing: Thing,
  { found, member }: { found: readonly Connection[]; member: string },
): Thing {
  const own = found.filter(({ from }) => isSame(from, thing))
  if (own.length === 0 || !isObject(thing.item)) return thing
  const through = [...new Set(own.map((one) => throughSaid(one.through)))]
  return {
    ...thing,
    item: {
      ...thing.item,
      [member]: [...new Set(own.map(({ to }) => to.name))].slice(0, 8).join(', '),
      [throughMember]: through.slice(0, 3).join(', '),
    },
  }
}

/** `AlarmActions` as alarm actions; what stands between is a noun already. */
const throughSaid = (through: string) =>
  /^[A-Z]?[\w.]+$/.test(through) && !through.includes(' ')
    ? [...new Set(through.split('.').slice(-2).flatMap(camelWords))].join(' ')
    : through
