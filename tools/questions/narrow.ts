import type { Json } from '../json.ts'
import type { Around } from './asking.ts'
import { adjective, type Condition, having, keeps } from './lens/condition.ts'
import { type Field, fieldsOf } from './lens/fields.ts'
import { valueCondition } from './lens/match-values.ts'
import type { KindSaid, Plan, Word } from './plan.ts'
import { fieldSaid } from './say.ts'
import { withName } from './things/identity.ts'
import type { Kind } from './things/kind.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { mentions, speaksOf } from './things/speaks-of.ts'
import { containerSaid } from './words/container.ts'
import { isDenied } from './words/negation.ts'
import { camelWords, stem } from './words/stem.ts'

export interface Narrowing {
  plan: Plan
  kind: Kind
  around: Around
}

/** What is left of things by what a question calls or says of them, and its words that are left. */
export interface Named {
  things: Thing[]
  /** The things that were named, where some were. */
  isNamed: boolean
  /** Names that nothing is called by. */
  unknown: string[]
  words: Word[]
  conditions: Condition[]
}

/** Things by name: their own, that of something they belong to, or a word that is a name here. */
export async function narrowByNames(
  things: readonly Thing[],
  names: readonly string[],
  { plan, kind, around }: Narrowing,
): Promise<Named> {
  let left = [...things]
  let isNamed = false
  const unknown: string[] = []
  const conditions: Condition[] = []
  const found = names.map((name) => {
    const called = withName(things, name)
    // A subscription's ARN has the topic's name in it: what another member names is that.
    const isHolder = !called.exact && isOfHolder(things, name)
    return { name, own: isHolder ? { found: [], exact: false } : called }
  })
  const excluded = found.filter(
    ({ name, own: { found: called } }) => called.length > 0 && isExcluded(plan.question, name),
  )
  if (excluded.length > 0)
    left = left.filter(
      (thing) => !excluded.some(({ own: { found: called } }) => called.includes(thing)),
    )
  const own = found.filter((each) => each.own.found.length > 0 && !excluded.includes(each))
  if (own.length > 0) {
    left = [...new Set(own.flatMap((each) => each.own.found))]
    isNamed = true
  }
  const fields = fieldsOf(itemsOf(left))
  for (const { name } of found.filter((each) => each.own.found.length === 0)) {
    const said = isDenied(plan.question, plan.question.indexOf(name), name.length)
    const holding = await holdingName(name, said, {
      fields,
      left,
      narrowing: { plan, kind, around },
    })
    if (holding === undefined) unknown.push(name)
    else conditions.push(holding)
  }
  // “In the prod cluster” is of that one, and not of prod-eu.
  const place = /cluster$/i.test(kind.noun) ? undefined : containerSaid(plan.question)
  const placeWord = plan.words.find(({ word }) => word === place?.toLowerCase())
  const held =
    place === undefined || placeWord === undefined
      ? undefined
      : await holdingName(place, placeWord.denied, {
          fields,
          left,
          narrowing: { plan, kind, around },
        })
  if (held !== undefined)
    conditions.push({ ...held, said: having(`cluster ${place}`, held.denied) })
  left = left.filter(({ item }) => keeps(conditions, item))
  const others = held === undefined ? plan.words : plan.words.filter((one) => one !== placeWord)
  const exact = others.flatMap((word) => {
    if (isNamed || word.word.length < 3) return []
    const found = withName(left, word.word)
    return !found.exact || found.found.length * 3 > left.length + 2 ? [] : [{ word, ...found }]
  })
  const known = [
    ...exact.map(({ word }) => word),
    ...own.map(({ name }) => ({ word: name, at: plan.question.indexOf(name) })),
  ]
  // “web or search”: what else is called so in part belongs to them.
  const beside = others.flatMap((word) => {
    if (exact.some((one) => one.word === word)) return []
    const { found } = isListed(plan, word, known) ? withName(things, word.word) : { found: [] }
    return found.length === 0 ? [] : [{ word, found }]
  })
  const called = [...exact, ...beside]
  if (called.length > 0) {
    const before = own.length > 0 ? left : []
    left = [...new Set([...before, ...called.flatMap((one) => one.found)])]
    isNamed = true
  }
  const words = others.filter((word) => !called.some((one) => one.word === word))
  // What has a name's form may be a word all the same: `customer-managed`.
  const asWords = unknown.flatMap((name) => {
    const at = plan.question.indexOf(name)
    const denied = isDenied(plan.question, at, name.length)
    return wordsIn(name).map((part) => ({
      word: part.word,
      stem: stem(part.word),
      denied,
      at: at + part.at,
    }))
  })
  return { things: left, isNamed, unknown, words: [...words, ...asWords], conditions }
}

/** Plain words that a stroke joins are several: `min/max/desired`. */
const wordsIn = (name: string): { word: string; at: number }[] =>
  /^[a-z]+(?:\/[a-z]+)+$/i.test(name)
    ? [...name.toLowerCase().matchAll(/[a-z]+/g)].map(({ 0: word, index }) => ({ word, at: index }))
    : [{ word: name.toLowerCase(), at: 0 }]

/** “Other than orders-db”: what a name is of is left out. */
export const isExcluded = (question: string, name: string) =>
  /(?:\bnot|\bother than|\bbesides|\bexcept(?:ing)?|\bexclud(?:e|ing)|\bignor(?:e|ing)|\bbut not|\bleav(?:e|ing) out|\bskip(?:ping)?|\bminus|\bapart from|\baside from)(?: named| called| for| the)? ["']?$/i.test(
    question.slice(0, question.indexOf(name)),
  )

/** Whether an “or”, “and” or comma joins a word to one that is a name. */
const isListed = (
  { question }: Plan,
  { at, word }: Word,
  named: readonly Pick<Word, 'word' | 'at'>[],
): boolean =>
  named.some((other) => {
    const [first, second] = at < other.at ? [{ at, word }, other] : [other, { at, word }]
    return /^(?:,|,? (?:and|or)) (?:the )?$/i.test(
      question.slice(first.at + first.word.length, second.at),
    )
  })

/** A name that is a value of the things' members, or whose owner's id is. */
async function holdingName(
  name: string,
  denied: boolean,
  {
    fields,
    left,
    narrowing,
  }: { fields: readonly Field[]; left: readonly Thing[]; narrowing: Narrowing },
): Promise<Condition | undefined> {
  const direct = heldBy([name], { fields, left })
  const held = direct ?? heldBy(await idsOf(name, narrowing), { fields, left })
  if (held === undefined) return undefined
  const { field, values } = held
  return {
    field,
    test: { is: 'oneOf', values },
    denied,
    said: having(`${fieldSaid(field)} ${name}`, denied),
  }
}

/** Whether an ARN of theirs leads to something of exactly that name, which is none of theirs. */
const isOfHolder = (things: readonly Thing[], name: string): boolean =>
  fieldsOf(itemsOf(things)).some(
    (field) =>
      field.depth === 1 &&
      /[a-z]arn$/i.test(field.name) &&
      things.some(({ item, names }) =>
        field
          .of(item)
          .some(
            (value) =>
              typeof value === 'string' &&
              !names.includes(value) &&
              /^arn:.*[:/]([^:/]+)$/.exec(value)?.[1]?.toLowerCase() === name.toLowerCase(),
          ),
      ),
  )

interface Held {
  field: Field
  values: Json[]
}

interface HeldPlace {
  fields: readonly Field[]
  left: readonly Thing[]
}

export const heldBy = (ids: readonly string[], place: HeldPlace): Held | undefined =>
  allHeldBy(ids, place)[0]

/** Each of the things: volumes of which some have a name and others but an id are told apart by their ids. */
export function eachHeldBy(things: readonly Thing[], place: HeldPlace): Held | undefined {
  const holds = ({ field, values }: Held, { item }: Thing) =>
    field.of(item).some((value) => values.includes(value))
  const holdsEach = (held: Held) => things.every((thing) => holds(held, thing))
  const first = heldBy(itemNames(things), place)
  if (first === undefined || holdsEach(first)) return first
  const names = things.flatMap((thing) => thing.names)
  const found = allHeldBy(names, place).filter(holdsEach)
  const others = place.left.filter((thing) => !things.includes(thing))
  return found.find((held) => !others.some((thing) => holds(held, thing))) ?? found[0]
}

function allHeldBy(ids: readonly string[], { fields, left }: HeldPlace): Held[] {
  const found = fields
    .filter(({ type }) => type === 'text')
    .map((field) => ({
      field,
      values: [...new Set(left.flatMap(({ item }) => field.of(item)))].filter((value) =>
        ids.some((id) => mentions(value, id)),
      ),
    }))
    .filter(({ values }) => values.length > 0)
    .map(({ field, values }) => ({ field, values: exactly(values, ids) }))
  return found.toSorted(
    (a, b) => a.field.depth - b.field.depth || a.field.name.length - b.field.name.length,
  )
}

/** Of ARNs those that end in the whole name, where some do: ops-alerts is not ops-alerts-eu. */
function exactly(values: readonly Json[], ids: readonly string[]): Json[] {
  const exact = values.filter(
    (value) =>
      typeof value === 'string' &&
      value.startsWith('arn:') &&
      ids.includes(value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf(':')) + 1)),
  )
  return exact.length > 0 ? exact : [...values]
}

/** A name as it is, and the ids of what is called so among the other kinds of the question. */
async function idsOf(name: string, { plan, kind, around }: Narrowing): Promise<string[]> {
  const others = plan.kinds.map((said) => said.kind).filter((other) => other !== kind)
  const found = await Promise.all(
    [...new Set(others)].map(async (other) => {
      const { things } = await listThings(other, { ...around, names: [] })
      return withName(things, name).found.flatMap((thing) => thing.names)
    }),
  )
  return [name, ...found.flat()]
}

/** “VPCs without flow logs”, “topics with more than two subscribers”: by what of another kind speaks of them. */
export async function narrowByRelation(
  things: readonly Thing[],
  { plan, kind, around }: Narrowing,
): Promise<Related> {
  const use = await narrowByUse(things, { plan, kind, around })
  if (use !== undefined) return use
  const lost = await narrowByGone(things, { plan, kind, around })
  if (lost !== undefined) return lost
  const other = plan.kinds.find((said) => said.kind !== kind && isRelation(plan, said))
  const whole = { things: [...things], said: undefined, plan, conditions: [] }
  if (other === undefined) return whole
  const counted = isCounted(plan, other) ? plan.threshold : undefined
  const own = ownMember(other.kind, things)
  const means = kind.means?.[other.said.split(' ').at(-1)?.replace(/s$/, '') ?? '']
  if (counted !== undefined && (own !== undefined || means !== undefined)) return whole
  const { threshold: _, ...rest } = plan
  const left = counted === undefined ? plan : rest
  if (own !== undefined) {
    const kept = things.filter(({ item }) => own.of(item).length > 0 !== other.denied)
    return {
      things: kept,
      said: other,
      plan,
      conditions: [{ field: own, test: { is: 'present' }, denied: other.denied, said: having('') }],
    }
  }
  const { things: all } = await listThings(other.kind, { ...around, names: [] })
  // Of what cannot be listed, or not whole, as the objects of buckets, there may be any number.
  const isPart = all.length === 0 || around.reader.cut.size > 0 || other.kind.noun === 'object'
  if (counted !== undefined && isPart) return whole
  const state = stateSaid(plan, other)
  const items = itemsOf(all)
  const fields = fieldsOf(items)
  const so = state.flatMap(
    (word) => valueCondition({ ...word, denied: false }, { fields, items }) ?? [],
  )
  const others = so.length < state.length ? all : all.filter(({ item }) => keeps(so, item))
  const many = (thing: Thing) =>
    others.filter(
      (one) =>
        (one.parent !== undefined && thing.names.includes(one.parent)) || speaksOf(one, thing),
    ).length
  const kept = things.filter((thing) =>
    counted === undefined ? many(thing) > 0 !== other.denied : isWithin(many(thing), counted),
  )
  return {
    things: kept,
    said:
      counted === undefined
        ? other
        : { ...other, denied: false, said: `${counted.said} ${other.said}` },
    plan: {
      ...left,
      words: left.words.filter(
        (word) =>
          !(so.length === state.length && state.some((one) => one.at === word.at)) &&
          !links.test(word.word),
      ),
    },
    // What is asked next is of those that are left.
    conditions: [{ ...picking(kept, things), said: having('') }],
  }
}

/** `unused`, where only those who use it speak of it. */
async function narrowByUse(
  things: readonly Thing[],
  { plan, kind, around }: Narrowing,
): Promise<Related | undefined> {
  const word = plan.words.find((one) =>
    /^(?:unused|never-used|unattached|dangling|idle)$/.test(one.word),
  )
  if (word === undefined || kind.usedBy === undefined) return undefined
  const users = kinds.filter(({ noun }) => kind.usedBy?.includes(noun))
  const lists = await Promise.all(users.map((user) => listThings(user, { ...around, names: [] })))
  const all = lists.flatMap((list) => list.things)
  const kept = things.filter(
    (thing) =>
      all.some(({ item }) => thing.names.some((name) => mentions(item, name))) === word.denied,
  )
  return {
    things: kept,
    said: undefined,
    plan: { ...plan, words: plan.words.filter((one) => one !== word) },
    conditions: [{ ...picking(kept, things), said: adjective(word) }],
  }
}

/** `snapshots whose volume is gone`: those that name one of the other kind that is not there. */
async function narrowByGone(
  things: readonly Thing[],
  { plan, kind, around }: Narrowing,
): Promise<Related | undefined> {
  const word = plan.words.find((one) => one.word === 'gone' || one.word === 'missing')
  const other = plan.kinds.find((said) => said.kind !== kind)
  if (word === undefined || other === undefined) return undefined
  const noun = other.kind.noun.toLowerCase().split(' ').map(stem).join(' ')
  const link = fieldsOf(itemsOf(things)).find(
    ({ name, depth, many }) =>
      depth === 1 &&
      !many &&
      camelWords(name)
        .map(stem)
        .join(' ')
        .replace(/ (?:id|arn|name|identifi\w*)$/, '') === noun,
  )
  if (link === undefined) return undefined
  const { things: others } = await listThings(other.kind, { ...around, names: [] })
  const there = new Set(others.flatMap(({ names }) => names))
  const kept = things.filter(({ item }) =>
    link.of(item).some((value) => value !== '' && !there.has(String(value))),
  )
  return {
    things: kept,
    said: undefined,
    plan: {
      ...plan,
      words: plan.words.filter((one) => one !== word),
      kinds: plan.kinds.filter((one) => one !== other),
    },
    conditions: [{ ...picking(kept, things), said: having(`a ${other.said} that is gone`) }],
  }
}

/** What picks the same things again. */
export function picking(kept: readonly Thing[], all: readonly Thing[]) {
  const held = eachHeldBy(kept, { fields: fieldsOf(itemsOf(all)), left: all })
  // Of things that no member of theirs names, those that were picked stay.
  if (held === undefined && kept.length > 0)
    return { field: itself, test: { is: 'true' as const }, denied: false }
  return {
    field: held?.field ?? absent,
    test: { is: 'oneOf' as const, values: held?.values ?? [] },
    denied: false,
  }
}

interface Related {
  things: Thing[]
  said: KindSaid | undefined
  /** What is left of the plan. */
  plan: Plan
  /** What picks the same things again. */
  conditions: Condition[]
}

const absent: Field = {
  expression: 'none',
  name: 'none',
  path: 'none',
  words: [],
  depth: 1,
  type: 'text',
  many: false,
  of: () => [],
}

const itself: Field = { ...absent, expression: '@', of: () => [true] }

/** Words that say how things are connected. */
export const links =
  /^(?:behind|registered|attached|hang\w*|mounted|belong\w*|associated|connected|linked|subscrib\w*|pointing|points?|front|us(?:e|es|ing)|sit|sits|sitting|in)$/

/** `more than two subscribers`: the number is of the other kind's things. */
const isCounted = ({ question, threshold }: Plan, { at }: KindSaid) =>
  threshold !== undefined &&
  threshold.unit === 'count' &&
  threshold.at < at &&
  /^ (?:[\w-]+ )?$/.test(question.slice(threshold.at + threshold.said.length, at))

const isWithin = (
  many: number,
  { more, orEqual, exact, value, upTo }: NonNullable<Plan['threshold']>,
) =>
  exact === true
    ? many === value
    : upTo !== undefined
      ? many >= value && many <= upTo
      : (more ? many > value : many < value) || (orEqual && many === value)

/** `no healthy targets`: words of the other kind's own that say how its things are. */
function stateSaid({ question, words }: Plan, { said, at, kind }: KindSaid): Word[] {
  const nouns = kind.noun.toLowerCase().split(' ')
  const own = said
    .split(' ')
    .filter(
      (word) =>
        !nouns.some((noun) => word.startsWith(noun.slice(0, 5))) && /^(?:un)?healthy$/.test(word),
    )
    .map((word) => ({ word, stem: stem(word), denied: false, at }))
  const beside = words.filter(
    (word) =>
      (word.at < at && /^ $/.test(question.slice(word.at + word.word.length, at))) ||
      // “Subnets with instances running in them”.
      (word.at === at + said.length + 1 &&
        /^(?:running|stopped|pending|terminated)$/.test(word.word)),
  )
  return [...own, ...beside]
}

/** The member in which the things themselves say what of the other kind they have: `loadBalancers` of a service. */
function ownMember({ noun }: Kind, things: readonly Thing[]): Field | undefined {
  const wanted = noun.toLowerCase().split(' ').map(stem).join(' ')
  return fieldsOf(itemsOf(things)).find(
    ({ name, depth }) =>
      depth <= 2 &&
      camelWords(name.slice(name.lastIndexOf('.') + 1))
        .map(stem)
        .join(' ') === wanted,
  )
}

const isRelation = ({ question }: Plan, { at, denied }: KindSaid) =>
  denied ||
  /\b(?:with|having|have|has)(?: an?| any| some)?(?: [\w-]+)?\s*$/i.test(question.slice(0, at)) ||
  // “With no MFA and an active access key”
  /\b(?:with|having|have|has)\b[^,.?]* and an? (?:[\w-]+ )?$/i.test(question.slice(0, at)) ||
  /\b(?:more|less|fewer|at least|at most|over|under|exactly)(?: than)? \d+(?: [\w-]+)?\s*$/i.test(
    question.slice(0, at),
  )

export const itemNames = (things: readonly Thing[]) =>
  things.flatMap(({ names }) => names.slice(0, 1))

export const itemsOf = (things: readonly Thing[]): Json[] => things.map(({ item }) => item)
