import type { Json } from '../json.ts'
import type { Around, Asking } from './asking.ts'
import { joinedAttributes } from './joined-attributes.ts'
import { asksLastUse, tellingLastUse } from './last-use.ts'
import { type Condition, having, holds, keeps } from './lens/condition.ts'
import { fieldsOf, isObject } from './lens/fields.ts'
import { heldTogether } from './lens/held-together.ts'
import { look } from './lens/lens.ts'
import { ordered } from './lens/order.ts'
import { withOtherValue } from './lens/other-value.ts'
import { phrasesSaid } from './lens/phrases.ts'
import type { Seen } from './lens/seen.ts'
import { namesInPart } from './names-in-part.ts'
import { eachHeldBy, heldBy, itemsOf, narrowByNames, narrowByRelation } from './narrow.ts'
import { comparedWithOther } from './narrow-by-other.ts'
import { patternCondition } from './narrow-by-pattern.ts'
import { narrowByState } from './narrow-by-state.ts'
import { pickedBefore } from './picked-before.ts'
import type { KindSaid, Plan, Word } from './plan.ts'
import { narrowByConnection } from './relations/narrow-by-connection.ts'
import { asksOfAll } from './say.ts'
import { attributesAbout, joinAttribute } from './things/attributes.ts'
import { mostOf } from './things/how-many-each.ts'
import { withName } from './things/identity.ts'
import type { Kind } from './things/kind.ts'
import { tellingLastRun, withLastRun, withStopTime } from './things/last-run.ts'
import type { Listed, Thing } from './things/list-things.ts'
import { isMeasuredOver, measured } from './things/measures.ts'
import { orderedByName } from './things/name-field.ts'
import { roleCondition } from './things/role-said.ts'
import { stem } from './words/stem.ts'

export interface Looked {
  things: Thing[]
  /** How many those before were, where it is asked of them. */
  before?: number
  /** Those that were asked for, in the order asked. */
  kept: Thing[]
  /** All of them, with what was looked up of each. */
  described: Thing[]
  /** How many there are before only the first ones are taken. */
  meant: number
  /** What stands as high as the one that was asked for. */
  tied?: readonly Thing[]
  seen: Seen
  /** Names of the question that nothing is called by. */
  unknownNames: string[]
  /** The things that were named, where some were. */
  isNamed: boolean
  attribute?: string
  /** The other kind that they have, or have not, something of. */
  relation?: KindSaid
}

function isListedOwn({ kinds, names, question }: Plan, kind: Kind): boolean {
  const [own, ...others] = kinds
  const [first] = names.map((name) => question.indexOf(name)).toSorted((a, b) => a - b)
  if (own?.kind !== kind || others.length > 0 || first === undefined) return false
  return /^s? ["']?$/.test(question.slice(own.at + own.said.length, first))
}

/** “Are a and b both on python3.9?” asks of those with which it begins. */
const isSubject = ({ asked, question, names }: Plan, name: string): boolean => {
  const before = question.slice(0, question.indexOf(name))
  const rest = names.reduce((text, other) => text.replace(other, ''), before)
  return (
    asked === 'yesno' &&
    /^\W*(?:is|are|was|were|do|does|has|have)(?: (?:both|either|all|the|our|functions?|[a-z]+s))* *(?:(?:,|and|or|the) *)*$/i.test(
      rest,
    )
  )
}

/** What the plan comes to over what is listed. */
export async function lookAt(listed: Listed, asking: Asking, around: Around): Promise<Looked> {
  const looked = await lookAs(listed, asking, around)
  const plan = withoutFirstHalves(asking.plan, looked.seen)
  return plan === undefined ? looked : lookAs(listed, { ...asking, plan }, around)
}

/**
 * “Container insights”, “termination notices”: a further kind's word whose next word nothing was
 * found for is the first half of what was asked, and no thing.
 */
function withoutFirstHalves(plan: Plan, { unused }: Seen): Plan | undefined {
  const [main, ...others] = plan.kinds
  const halves = others.flatMap((kind) => {
    const second = unused.find(
      ({ at, word }) =>
        at === kind.at + kind.said.length + 1 && !/(?:ed|ly)$|^(?:there|too)$/.test(word),
    )
    return second === undefined ? [] : [{ kind, second }]
  })
  if (main === undefined || halves.length === 0) return undefined
  const whole = halves.map(({ kind: { said, at }, second }) => {
    const word = `${said.toLowerCase()} ${second.word}`
    return { word, stem: stem(word), denied: second.denied, at }
  })
  return {
    ...plan,
    kinds: [main, ...others.filter((one) => !halves.some(({ kind }) => kind === one))],
    words: [
      ...plan.words.filter(({ at }) => !halves.some(({ second }) => second.at === at)),
      ...whole,
    ].toSorted((a, b) => a.at - b.at),
  }
}

async function lookAs(
  listed: Listed,
  { plan: given, kind, context, base }: Asking,
  around: Around,
): Promise<Looked> {
  const { reader } = around
  const before =
    base === undefined
      ? listed.things
      : await pickedBefore(base, { kind, listed, reader, now: context.now() })
  // What is called just so is left out alone: `orders-db`, and not `staging-orders-db`.
  const isJustCalled = ({ names }: Thing, word: string) =>
    names.some((name) => name.toLowerCase() === word)
  const exact = given.except.filter((word) => before.some((thing) => isJustCalled(thing, word)))
  const things = before.filter(
    (thing) =>
      !(given.elsewhere ?? []).includes(regionSaid(thing.item) ?? thing.region) &&
      !given.except.some((word) =>
        exact.includes(word)
          ? isJustCalled(thing, word)
          : thing.names.some((name) => name.toLowerCase().includes(word)),
      ),
  )
  // What stands as the value of a member is no name of a thing.
  const called = phrasesSaid(given, fieldsOf(itemsOf(things)), itemsOf(things))
  const phrases = called.filter(({ values }) => values !== undefined)
  const inPhrase = (at: number, all = phrases) =>
    all.some((one) => at >= one.at && at < one.at + one.length)
  const held = heldTogether(given, fieldsOf(itemsOf(things)), itemsOf(things))
  let plan: Plan = {
    ...given,
    words: given.words.filter(({ at }) => !inPhrase(at)),
    // A kind's word within a member's name is of the member: the target type; so it is of what is counted.
    kinds: given.kinds.filter(
      (said) =>
        said.kind === kind ||
        !(inPhrase(said.at, called) || (held && said.at >= held.at && said.at < held.end)),
    ),
  }
  const other = comparedWithOther(things, plan)
  if (other !== undefined) plan = other.plan
  const names = [...plan.ids, ...plan.names].filter(
    (name) => !listed.usedNames.includes(name) && !inPhrase(plan.question.indexOf(name)),
  )
  const place = placeCondition(things, listed, plan)
  const placed = place === undefined ? things : things.filter(({ item }) => holds(place, item))
  const spelt = plan.spelt === undefined ? undefined : patternCondition(placed, plan.spelt)
  const role = roleCondition(placed, { plan, kind })
  const asCalled = [spelt, role].filter((one) => one !== undefined)
  const here = placed.filter(({ item }) => keeps(asCalled, item))
  // “Functions a, b and c”: names that stand behind the only kind that is said are theirs, whatever else is called so.
  const isOwn = (name: string) =>
    (isListedOwn(plan, kind) || isSubject(plan, name)) && withName(things, name).exact
  const connected = await narrowByConnection(here, {
    plan: {
      ...plan,
      names: plan.names.filter((name) => !listed.usedNames.includes(name) && !isOwn(name)),
    },
    kind,
    around,
  })
  if (connected !== undefined)
    plan = {
      ...connected.plan,
      names: plan.names.filter((name) => !connected.names.includes(name)),
    }
  const byName = await narrowByNames(
    connected?.things ?? here,
    names.filter((name) => [...plan.ids, ...plan.names].includes(name)),
    { plan, kind, around },
  )
  const named = await narrowByState(byName, { plan, kind, around })
  // What is named is told of; what it has or lacks is what is asked of it.
  const related = named.isNamed
    ? { things: named.things, said: undefined, plan, conditions: [] }
    : await narrowByRelation(named.things, {
        plan: { ...plan, words: named.words },
        kind,
        around,
      })
  const words = named.isNamed ? named.words : related.plan.words
  // The time of what is measured is none of the things'.
  const { period: _time, ...untimed } = related.plan
  const lastUse = asksLastUse.exec(plan.question)
  const own: Plan = {
    ...(isMeasuredOver(plan, kind, context.now()) ? untimed : related.plan),
    // When each was used last is told beside, and narrows nothing.
    question: plan.question.replace(asksLastUse, (said) => ' '.repeat(said.length)),
    words: words
      .filter(
        ({ at }) =>
          lastUse === null || at < lastUse.index || at >= lastUse.index + lastUse[0].length,
      )
      .map((word) => meantBy(word, kind, plan.question)),
    names: named.isNamed ? plan.names : [],
  }
  let joined = withStopTime(
    await withLastRun(await measured(related.things, { plan, kind, reader, now: context.now() }), {
      plan,
      kind,
      around,
    }),
    plan,
  )
  if (/^regions?$/.test(plan.group ?? '')) joined = joined.map(withRegion)
  let seen = look(own, itemsOf(joined), context.now())
  // What the others of the kind have and a named one lacks, it has not.
  if (named.isNamed && seen.unused.length > 0 && plan.asked === 'yesno') {
    const ofAll = look(own, itemsOf(listed.things), context.now())
    if (ofAll.unused.length < seen.unused.length) seen = ofAll
  }
  const { attribute, ...attributed } = await joinedAttributes(joined, {
    own,
    seen,
    plan,
    kind,
    reader,
    operation: listed.operation,
    now: context.now(),
    isNamed: named.isNamed,
  })
  ;({ things: joined, seen } = attributed)
  if (plan.asked === 'about' && named.isNamed && joined.length === 1) {
    for (const each of await attributesAbout(kind))
      joined = await joinAttribute(joined, each, reader)
    const told = fieldsOf(itemsOf(joined)).filter(
      ({ type, many, name, depth }) =>
        type !== 'list' && !many && depth <= 2 && !/arn$/i.test(name),
    )
    seen = { ...seen, columns: [...seen.columns, ...told] }
  }
  seen = tellingLastRun(tellingLastUse(seen, joined, plan), joined)
  seen = orderedByName(seen, joined, plan)
  const parts = namesInPart(joined, seen, plan.question)
  if (parts !== undefined) {
    // Which of them are meant is no part of what is asked of all of them.
    const called = parts.conditions.filter((one) => !seen.conditions.includes(one))
    const isOfThose =
      asksOfAll.test(plan.question) &&
      (base !== undefined || seen.conditions.length + related.conditions.length > 0)
    seen = isOfThose ? { ...parts, among: [...(parts.among ?? []), ...called] } : parts
  }
  seen = withOtherValue(seen, { items: itemsOf(joined), operation: listed.operation })
  const picked = named.isNamed
    ? eachHeldBy(related.things, {
        fields: fieldsOf(itemsOf(listed.things)),
        left: related.things,
      })
    : undefined
  const ofWhich = [...(place === undefined ? [] : [place]), ...asCalled]
  seen = {
    ...seen,
    ...(ofWhich.length === 0 || seen.conditions.length === 0
      ? {}
      : { among: [...ofWhich, ...(seen.among ?? [])] }),
    conditions: [
      ...ofWhich,
      ...(other === undefined ? [] : [other.condition]),
      ...(connected === undefined ? [] : [connected.condition]),
      ...named.conditions,
      // What says of itself how it narrows; a relation is said beside.
      ...(related.said === undefined ? related.conditions : []),
      ...seen.conditions,
    ],
    ...(picked === undefined
      ? related.conditions.length === 0 || related.said === undefined
        ? {}
        : { named: related.conditions }
      : {
          named: [
            {
              field: picked.field,
              test: { is: 'oneOf', values: picked.values },
              denied: false,
              said: having(''),
            },
          ],
        }),
  }
  if (connected !== undefined) {
    joined = connected.described(joined)
    const told = fieldsOf(itemsOf(joined)).filter(({ path }) => connected.members.includes(path))
    seen = { ...seen, columns: [...told, ...seen.columns] }
  }
  // Of what was not described nothing is known but that it is there.
  const told = seen.conditions.length === 0 ? joined : joined.filter(({ isBare }) => !isBare)
  const kept = ordered(itemsKept(told, seen), seen)
  const counted = await mostOf(kept, { plan, kind, around })
  if (counted !== undefined) return havingMost(counted)
  const shown = base === undefined ? {} : { before: before.length }
  return {
    ...shown,
    things: related.things,
    described: joined,
    kept: seen.first === undefined ? kept : kept.slice(0, seen.first),
    meant: kept.length,
    ...(plan.first === undefined && seen.first === 1 ? { tied: tiedWith(kept, seen) } : {}),
    seen,
    unknownNames: [
      ...named.unknown.filter((name) =>
        seen.unused.some(({ word }) => word === name.toLowerCase()),
      ),
      ...(named.isNamed || plan.names.length + plan.ids.length > 0
        ? []
        : seen.unused.filter((word) => isCalled(word, plan)).map(({ word }) => word)),
    ],
    isNamed: named.isNamed,
    ...(attribute === undefined ? {} : { attribute }),
    ...(related.said === undefined ? {} : { relation: related.said }),
  }

  function havingMost({ things: kept, field, names, said }: NonNullable<typeof counted>): Looked {
    const held = heldBy(names, { fields: fieldsOf(itemsOf(kept)), left: kept })
    const { order: _, first: __, named: ___, ...rest } = seen
    return {
      ...(base === undefined ? {} : { before: before.length }),
      things: related.things,
      described: joined,
      kept,
      meant: kept.length,
      seen: {
        ...rest,
        columns: [field],
        unused: seen.unused.filter(
          ({ word }) => word !== plan.order?.said.toLowerCase() && !said.includes(word),
        ),
        named:
          held === undefined
            ? []
            : [
                {
                  field: held.field,
                  test: { is: 'oneOf', values: held.values },
                  denied: false,
                  said: having(''),
                },
              ],
      },
      unknownNames: [],
      isNamed: false,
    }
  }

  function itemsKept(all: readonly Thing[], { conditions }: Seen): Thing[] {
    // A thing that is named is shown, and what was asked of it is answered with yes or no.
    if (named.isNamed && (plan.asked === 'yesno' || plan.asked === 'about' || all.length === 1))
      return [...all]
    return all.filter(({ item }) => keeps(conditions, item))
  }
}

/** Those after the first that have the same of what puts them in order. */
function tiedWith([first, ...others]: readonly Thing[], { order }: Seen): Thing[] {
  if (first === undefined || order === undefined) return []
  const [value] = order.field.of(first.item)
  return value === undefined ? [] : others.filter(({ item }) => order.field.of(item)[0] === value)
}

/** Where a thing is it seldom says of itself: so that things can be counted by it. */
const withRegion = (thing: Thing): Thing =>
  isObject(thing.item) && thing.region !== 'global' && thing.item.Region === undefined
    ? { ...thing, item: { ...thing.item, Region: thing.region } }
    : thing

/** “The function bramblefax”, “the bramblefax function”: what stands at one thing's kind, and says nothing else, is its name. */
const isCalled = ({ word, at }: Word, { kinds: [main], question }: Plan) =>
  main !== undefined &&
  word.length > 3 &&
  !/s$/i.test(main.said) &&
  (at === main.at + main.said.length + 1
    ? // “Which version does the distribution enforce”: what it does.
      !(
        /\b(?:does|do|did|can|will) the (?:\w+ )?$/i.test(question.slice(0, main.at)) &&
        /^[ ?.!]*$/.test(question.slice(at + word.length))
      ) && /\bthe (?:\w+ )?$/i.test(question.slice(0, main.at))
    : at + word.length + 1 === main.at &&
      !saysHow.test(word) &&
      /\b(?:the|our|my) $/i.test(question.slice(0, at)))

/** How a thing is, or which of them is meant, in a word that no name is. */
const saysHow =
  /(?:ed|ing|est|ive|able|ible|less|ful|ous|ary|ly|al)$|^(?:main|whole|same|next|right|wrong|slow|fast|big|huge|small|tiny|open|free|full|empty|real|true|false|good|broken|dead|live|cheap|weird|strange|corporate|company|customer|shared|remote|local|aws|amazon|this|that|other|second|third|first|hourly)$/

/** “Last rotation” is a time, whatever rotation alone may mean. */
function meantBy(word: Word, { means }: Kind, question: string): Word {
  const other = means?.[word.word] ?? means?.[word.word.replace(/s$/, '')]
  const isTime = /\b(?:last|latest|next|previous) $/i.test(question.slice(0, word.at))
  // “Scan on push” has its further words already.
  const further = other?.split(' ').slice(1).join(' ') ?? ''
  const rest = question.slice(word.at).toLowerCase()
  const isWhole = further !== '' && rest.includes(` ${further}`)
  // The instance type of a node group, whose instances else are a number.
  const isOfType = /^\S+ (?:type|class)s?\b/.test(rest)
  return other === undefined || isTime || isWhole || isOfType
    ? word
    : { ...word, word: other, stem: stem(other) }
}

/** Of a list of the whole account, where a thing says that it is. */
const regionSaid = (item: Json) =>
  isObject(item) && typeof item.BucketRegion === 'string' ? item.BucketRegion : undefined

/** Of a list that is of the whole account, those that say that they are in the regions asked. */
function placeCondition(
  things: readonly Thing[],
  { regions }: Listed,
  plan: Plan,
): Condition | undefined {
  if (!regions.includes('global') || plan.regions === undefined || plan.regions === 'all')
    return undefined
  const field = fieldsOf(itemsOf(things)).find(({ path }) =>
    /^(?:Bucket|Home)?Region(?:Name)?$/i.test(path),
  )
  if (field === undefined) return undefined
  const values = [plan.regions].flat()
  return {
    field,
    test: { is: 'oneOf', values },
    denied: false,
    said: { having: `region ${values.join(' or ')}` },
  }
}
