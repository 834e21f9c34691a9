import { serviceNames } from '../catalogue/services.ts'
import { findOperation } from '../executor/find-operation.ts'
import { applyQuery } from '../executor/query.ts'
import type { Json } from '../json.ts'
import type { Around, Asking } from './asking.ts'
import { withAbsent } from './lens/absent.ts'
import { adjective, type Condition, having, holds, keeps } from './lens/condition.ts'
import { joined as either } from './lens/either.ts'
import { type Field, fieldsOf, isObject } from './lens/fields.ts'
import { heldTogether } from './lens/held-together.ts'
import { look, tagField } from './lens/lens.ts'
import { ordered } from './lens/order.ts'
import { withOtherValue } from './lens/other-value.ts'
import { phrasesSaid } from './lens/phrases.ts'
import type { Seen } from './lens/seen.ts'
import {
  eachHeldBy,
  heldBy,
  itemNames,
  itemsOf,
  narrowByNames,
  narrowByRelation,
} from './narrow.ts'
import { comparedWithOther } from './narrow-by-other.ts'
import { patternCondition } from './narrow-by-pattern.ts'
import { narrowByState } from './narrow-by-state.ts'
import type { KindSaid, Plan, Word } from './plan.ts'
import { narrowByConnection } from './relations/narrow-by-connection.ts'
import {
  attributeFor,
  attributesAbout,
  attributesIn,
  detailFor,
  joinAttribute,
  referencesOf,
  settingsFor,
} from './things/attributes.ts'
import { mostOf } from './things/how-many-each.ts'
import { withName } from './things/identity.ts'
import type { Kind } from './things/kind.ts'
import { tellingLastRun, withLastRun, withStopTime } from './things/last-run.ts'
import type { Listed, Thing } from './things/list-things.ts'
import { isMeasuredOver, measured, measuredIn } from './things/measures.ts'
import { orderedByName } from './things/name-field.ts'
import type { Reader } from './things/reader.ts'
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
  const here = spelt === undefined ? placed : placed.filter(({ item }) => holds(spelt, item))
  // “Functions a, b and c”: names that stand behind the only kind that is said are theirs, whatever else is called so.
  const isOwn = (name: string) => isListedOwn(plan, kind) && withName(things, name).exact
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
  let own: Plan = {
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
  let attribute: string | undefined
  const joins: Join[] = []
  // What all the words say together is no half of them that an operation is called after.
  if (joined.length > 0 && (await detailFor(kind)) === undefined)
    seen = withAbsent(seen, {
      plan: own,
      items: itemsOf(joined),
      operation: listed.operation,
      least: 2,
    })
  for (let round = 0; round < 3 && joined.length > 0 && needsMore(plan, seen, round); round += 1) {
    const asked = seen.unused.filter((word) => !isHeld(word, plan))
    const found = await attributeFor(kind, [...asked, ...lastUseAsked(plan, seen)])
    const more =
      found ??
      (round === 0
        ? await detailFor(kind).then((detail) => detail && { ...detail, words: [] })
        : undefined) ??
      (await settingsFor(kind).then((settings) => settings && { ...settings, words: [] }))
    if (more === undefined || joins.some(({ member }) => member === more.member)) break
    if (/Tags|Tagging/.test(more.operation)) own = { ...own, tagsRead: true }
    joins.push(more)
    joined = await joinAttribute(joined, more, reader)
    attribute = more.operation
    seen = joins.reduce(
      (before, join) => withAttribute(before, join, plan),
      look(own, itemsOf(joined), context.now()),
    )
  }
  // Where no operation tells tags, the list does.
  if (
    plan.tags.length > 0 &&
    own.tagsRead !== true &&
    seen.unused.some(({ stem: root }) => root === 'tag')
  ) {
    own = { ...own, tagsRead: true }
    seen = joins.reduce(
      (before, join) => withAttribute(before, join, plan),
      look(own, itemsOf(joined), context.now()),
    )
  }
  const referred = await followed(kind, joined, { own, seen, reader, now: context.now() })
  if (referred !== undefined) ({ things: joined, seen } = referred)
  const lacking = await toldLacking(kind, joined, {
    own,
    seen,
    joins,
    reader,
    operation: listed.operation,
    now: context.now(),
  })
  ;({ things: joined, seen } = lacking)
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
  if (parts !== undefined) seen = parts
  seen = withOtherValue(seen, { items: itemsOf(joined), operation: listed.operation })
  const picked = named.isNamed
    ? eachHeldBy(related.things, {
        fields: fieldsOf(itemsOf(listed.things)),
        left: related.things,
      })
    : undefined
  seen = {
    ...seen,
    conditions: [
      ...(place === undefined ? [] : [place]),
      ...(spelt === undefined ? [] : [spelt]),
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

  function havingMost({ things: kept, field, names }: NonNullable<typeof counted>): Looked {
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
        unused: seen.unused.filter(({ word }) => word !== plan.order?.said.toLowerCase()),
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

/** The things that a query of before has picked, with the members that it looked at. */
async function pickedBefore(
  base: string,
  { kind, listed, reader, now }: { kind: Kind; listed: Listed; reader: Reader; now: Date },
): Promise<Thing[]> {
  let { things } = listed
  // What was cut to one was chosen from a list, which is what further words are about.
  const query = base.replace(/ \| \[:1\]$/, '')
  for (const attribute of await attributesIn(kind, query))
    things = await joinAttribute(things, attribute, reader)
  things = await measuredIn(query, things, { kind, reader, now })
  const { operation } = await findOperation(kind.list, serviceNames)
  const { entries } = await applyQuery(itemsOf(things), query, {
    operation: { ...operation, items: 'items' },
  })
  const order = new Map(entries.map((entry, at) => [JSON.stringify(entry), at]))
  const placeOf = ({ item }: Thing) => order.get(JSON.stringify(item)) ?? -1
  return things.filter((thing) => placeOf(thing) >= 0).toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** Buckets that hold logs are not those that write some: what is in them their settings do not tell. */
const isHeld = ({ word, at }: Word, { question }: Plan) =>
  /^logs?$/.test(word) &&
  /\b(?:hold|stor|contain|keep|receiv|collect|get)\w* (?:\w+ ){0,2}$/i.test(question.slice(0, at))

/** “The function bramblefax”: what stands right after one thing's kind, and says nothing else, is its name. */
const isCalled = ({ word, at }: Word, { kinds: [main], question }: Plan) =>
  main !== undefined &&
  word.length > 3 &&
  !/s$/i.test(main.said) &&
  at === main.at + main.said.length + 1 &&
  /\bthe (?:\w+ )?$/i.test(question.slice(0, main.at))

/** Words that are a part of some things' names, where they are nothing else: `checkout` of checkout-api. */
function namesInPart(things: readonly Thing[], seen: Seen, question: string): Seen | undefined {
  const all = seen.unused.flatMap((word): Called[] => {
    const { found } = word.word.length > 2 ? withName(things, word.word) : { found: [] }
    return found.length === 0 || found.length === things.length ? [] : [{ word, found }]
  })
  // “External access” is none of the logs' that have access in their names.
  const lost = seen.unused.filter((word) => !all.some((one) => one.word === word))
  const called = all.filter(
    ({ word }) =>
      !lost.some(
        (one) =>
          one.at + one.word.length + 1 === word.at &&
          !/[-.\d]/.test(one.word) &&
          isOfMany.test(word.word),
      ),
  )
  if (called.length === 0) return undefined
  // “The buckets for invoices and backups”: no name has both of what is listed.
  const isNone =
    called.length > 1 &&
    called.some(({ word }) =>
      /(?:,|\band|&) (?:the |our |for )*$/i.test(question.slice(0, word.at)),
    ) &&
    !things.some((thing) => called.every(({ found }) => found.includes(thing)))
  const isEither =
    isNone || called.some(({ word }) => /\bor (?:the )?$/i.test(question.slice(0, word.at)))
  // “The search nodes of staging” have all of the words, “web or search” one of them.
  const groups = isEither ? [called] : together(called, question)
  const conditions = groups.flatMap((group): Condition[] => {
    const all = [...new Set(group.flatMap((one) => one.found))]
    const found = isEither
      ? all
      : all.filter((thing) => group.every((one) => one.found.includes(thing)))
    const held = heldBy(itemNames(found), { fields: fieldsOf(itemsOf(things)), left: found })
    const denied = group.every(({ word }) => word.denied)
    const said = group.map(({ word }) => word.word).join(isEither ? ' or ' : ' ')
    return held === undefined
      ? []
      : [
          {
            field: held.field,
            test: { is: 'oneOf', values: held.values },
            denied,
            said: { having: `${denied ? 'no ' : ''}${said} in the name` },
          },
        ]
  })
  if (conditions.length < groups.length) return undefined
  const last = seen.conditions.at(-1)
  const [first] = conditions
  const merged =
    isEither && called.length === 1 && last !== undefined && first !== undefined
      ? either(last, first)
      : undefined
  return {
    ...seen,
    conditions:
      merged === undefined
        ? [...seen.conditions, ...conditions]
        : [...seen.conditions.slice(0, -1), merged],
    unused: seen.unused.filter((one) => !called.some(({ word }) => word === one)),
  }
}

const isOfMany = /^(?:access|logs?|public|data|events?|services?|network)$/

interface Called {
  word: Word
  found: Thing[]
}

/** Words that stand side by side and that some name has both of: the data lake. */
function together(called: readonly Called[], question: string): Called[][] {
  const groups: Called[][] = []
  for (const one of called) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isBeside =
      last !== undefined &&
      /^[ -]$/.test(question.slice(last.word.at + last.word.word.length, one.word.at)) &&
      one.found.some((thing) => group?.every(({ found }) => found.includes(thing)))
    if (isBeside) group?.push(one)
    else groups.push([one])
  }
  return groups
}

/** “Last rotation” is a time, whatever rotation alone may mean. */
function meantBy(word: Word, { means }: Kind, question: string): Word {
  const other = means?.[word.word] ?? means?.[word.word.replace(/s$/, '')]
  const isTime = /\b(?:last|latest|next|previous) $/i.test(question.slice(0, word.at))
  return other === undefined || isTime ? word : { ...word, word: other, stem: stem(other) }
}

/** Where the things refer to what says more, as a service to its task definition: with that, if it helps. */
async function followed(
  kind: Kind,
  things: readonly Thing[],
  { own, seen, reader, now }: { own: Plan; seen: Seen; reader: Reader; now: Date },
): Promise<{ things: Thing[]; seen: Seen } | undefined> {
  if (seen.unused.length === 0 || things.length > mostFollowed) return undefined
  for (const reference of await referencesOf(kind, itemsOf(things))) {
    const joined = await joinAttribute(things, reference, reader)
    const again = look(own, itemsOf(joined), now)
    if (again.unused.length < seen.unused.length) return { things: joined, seen: again }
  }
  return undefined
}

const mostFollowed = 20

interface Join {
  member: string
  words: readonly Word[]
}

/** What AWS says of none of the things, once each was described whose list says less. */
async function toldLacking(
  kind: Kind,
  things: readonly Thing[],
  {
    own,
    seen,
    joins,
    reader,
    operation,
    now,
  }: {
    own: Plan
    seen: Seen
    joins: readonly Join[]
    reader: Reader
    operation: string
    now: Date
  },
): Promise<{ things: Thing[]; seen: Seen }> {
  const all = [...things]
  const lacking = withAbsent(seen, { plan: own, items: itemsOf(all), operation })
  const detail = lacking === seen ? undefined : await detailFor(kind)
  if (detail === undefined || joins.some(({ member }) => member === detail.member))
    return { things: all, seen: lacking }
  const described = await joinAttribute(all, detail, reader)
  const again = joins.reduce(
    (before, join) => withAttribute(before, join, own),
    look(own, itemsOf(described), now),
  )
  return {
    things: described,
    seen: withAbsent(again, { plan: own, items: itemsOf(described), operation }),
  }
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

/** Of what is used or not for a time the last use is wanted, which many a list leaves out. */
function lastUseAsked({ question, age, period }: Plan, { conditions, unused }: Seen): Word[] {
  const isAsked =
    asksLastUse.test(question) ||
    ((age !== undefined ||
      period !== undefined ||
      unused.some(({ word }) => /^(?:un|never-)used$/.test(word))) &&
      /\b(?:un)?used\b|\busing\b|\btouched\b/i.test(question) &&
      !conditions.some(({ field }) => field.type === 'date'))
  return isAsked
    ? ['last', 'used'].map((word) => ({ word, stem: stem(word), denied: false, at: -1 }))
    : []
}

const asksLastUse =
  /\b(?:date|time|day) of (?:the |their |its )?last us(?:e|age)\b|\blast us(?:e|age|ed)(?= *[?.!]*$)|\b(?:and|with|incl\w*\.?) (?:their |the |its )?last us(?:e|age)\b|\bwhen (?:was |were |is )?(?:it |they |each )?last used\b/i

/** When each was used last, where that is to be told beside. */
function tellingLastUse(seen: Seen, things: readonly Thing[], { question }: Plan): Seen {
  if (!asksLastUse.test(question)) return seen
  const field = fieldsOf(itemsOf(things)).find(
    ({ name, type }) => type === 'date' && /last.?(?:used|access|authenticated|seen)/i.test(name),
  )
  if (field === undefined) return seen
  return {
    ...seen,
    columns: [field, ...seen.columns.filter((one) => one !== field)],
    unused: seen.unused.filter(({ word }) => !/^(?:last|date|time|day|us(?:e|ed|age))$/.test(word)),
  }
}

function needsMore(plan: Plan, { unused, conditions }: Seen, round: number): boolean {
  if (unused.length > 0 || (round === 0 && asksLastUse.test(plan.question))) return true
  if (round > 0) return false
  const dated =
    plan.age !== undefined ||
    /\b(?:last )?used\b|\bunused\b|\btouched\b|\busing\b|\bin use\b/i.test(plan.question)
  return dated && !conditions.some(({ field }) => field.type === 'date')
}

/** Where the tags were read and none names an owner, none of the things has one, and nothing can be grouped by it. */
function withTags(told: Seen, before: Seen, { group }: Plan): Seen {
  const lost = before.unused.filter((word) => !told.unused.includes(word))
  const lacked = lost.find(({ word, denied }) => denied && /^own/.test(word))
  const grouped = lost.filter(({ word }) => word === group && told.group === undefined)
  const owner = tagField('Owner', [])
  return {
    ...told,
    unused: [...told.unused, ...grouped],
    conditions:
      lacked === undefined
        ? told.conditions
        : [
            ...told.conditions,
            { field: owner, test: { is: 'present' }, denied: true, said: having('owner', true) },
          ],
  }
}

/** What an operation says only of some things, the others lack: a policy, a website, a lifecycle. */
function withAttribute(
  seen: Seen,
  { member, words }: { member: string; words: readonly Word[] },
  plan: Plan,
): Seen {
  if (words.length === 0) return seen
  const unused = seen.unused.filter((word) => !words.some(({ at }) => at === word.at))
  const decided = seen.conditions.some(
    ({ field, test }) =>
      field.name.startsWith(member) && (test.is !== 'present' || field.type === 'date'),
  )
  const isAsked =
    !/^(?:list|who|when|howmuch|about)$/.test(plan.asked) ||
    words.some(({ denied }) => denied) ||
    /\b(?:with|having|have|has|without|where|that|which)\b/i.test(plan.question)
  if (/Tags|Tagging/.test(member)) return withTags({ ...seen, unused }, seen, plan)
  // How long something was not used is a condition of its own.
  if (decided || words.every(({ at }) => at < 0)) return { ...seen, unused }
  const has = (item: Json) => isObject(item) && item[member] !== undefined
  const denied = words.some((word) => word.denied)
  const field: Field = {
    expression: member,
    name: member,
    path: member,
    words: [],
    depth: 1,
    type: 'list',
    many: false,
    of: (item) => (has(item) ? [true] : []),
  }
  if (!isAsked) return { ...seen, unused, columns: [...seen.columns, field] }
  const text = words.map(({ word }) => word).join(' ')
  const said = /ed$/.test(text) ? adjective({ word: text, denied }) : having(text, denied)
  // What is unencrypted has none of what encrypts.
  const isOpposite = words.some(({ word }) => /^un\w+ed$/.test(word))
  const others = seen.conditions.filter((one) => !one.field.name.startsWith(member))
  return {
    ...seen,
    unused,
    conditions: [
      ...others,
      { field, test: { is: 'present' }, denied: denied !== isOpposite, said },
    ],
  }
}
