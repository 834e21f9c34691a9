import { serviceNames } from '../catalogue/services.ts'
import { columnsOf } from '../columns/columns-of.ts'
import { valueAt } from '../columns/value-at.ts'
import { findOperation } from '../executor/find-operation.ts'
import { applyQuery } from '../executor/query.ts'
import { type Json, jsonBytes } from '../json.ts'
import type { RegionResult, ToolContext, ToolResult } from '../tool.ts'
import { adjective, type Condition, having, holds } from './lens/condition.ts'
import { type Field, fieldsOf, isObject, isScalar } from './lens/fields.ts'
import { keeps, look, ordered, queryOf } from './lens/lens.ts'
import { fieldRank, isState } from './lens/match-values.ts'
import type { Seen } from './lens/seen.ts'
import { asksOwner, ownerBehind } from './owner-behind.ts'
import type { KindSaid, Plan, Word } from './plan.ts'
import { conditionsSaid, fieldSaid, pluralOf, tell, valueSaid } from './say.ts'
import {
  attributeFor,
  attributesAbout,
  attributesIn,
  detailFor,
  joinAttribute,
  referencesOf,
} from './things/attributes.ts'
import { kindsNamed } from './things/find-things.ts'
import { withName } from './things/identity.ts'
import type { Kind } from './things/kinds.ts'
import { type Listed, listThings, type Thing } from './things/list-things.ts'
import { parentColumns, withParents } from './things/parents.ts'
import { Reader } from './things/reader.ts'
import { asksWhoDid, whoDid } from './who-did.ts'
import { isDenied } from './words/negation.ts'
import { stem } from './words/stem.ts'

export interface Asking {
  plan: Plan
  kind: Kind
  context: ToolContext
  /** JMESPath that has picked among the things before: they are looked at further. */
  base?: string
}

/** A question about things of one kind: they are listed, looked at with the question's words, and counted. */
export async function answerThings(
  asking: Asking,
  reader = new Reader(asking.context),
): Promise<ToolResult> {
  const { result } = await answerFor(asking, reader)
  return result
}

/** What has a name that a question gives, of whatever kind: that of which the question's words speak. */
export async function answerNamed({
  plan,
  context,
}: Omit<Asking, 'kind'>): Promise<ToolResult | undefined> {
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const kinds = await kindsNamed([...plan.ids, ...plan.names], { reader, regions })
  const answers = await Promise.all(
    kinds.slice(0, 6).map((kind) => answerFor({ plan, kind, context }, reader)),
  )
  return answers.toSorted((a, b) => a.unused - b.unused)[0]?.result
}

/** A kind that nothing of the name is of may be a word for a member: the image of a service. */
export async function answerKindOrNamed(asking: Asking): Promise<ToolResult> {
  const { plan, context } = asking
  const reader = new Reader(context)
  const first = await answerFor(asking, reader)
  if (!first.isUnknown) return first.result
  const words = plan.kinds.map(({ said, at, denied }) => ({
    word: said,
    stem: stem(said),
    denied,
    at,
  }))
  return (
    (await answerNamed({
      plan: { ...plan, kinds: [], words: [...words, ...plan.words] },
      context,
    })) ?? first.result
  )
}

async function answerFor(asking: Asking, reader: Reader) {
  const { plan, kind } = asking
  const regions = await reader.regions(plan.regions)
  const listed = await listThings(kind, { reader, regions, names: [...plan.names, ...plan.ids] })
  const looked = await lookAt(listed, asking, { reader, regions })
  const result = await resultOf(looked, { ...asking, reader, listed })
  const unused = looked.seen.unused.length
  if (looked.isNamed && asksOwner(plan)) {
    const owner = await ownerBehind(looked.kept, { reader, regions })
    if (owner !== undefined)
      return { result: { ...result, summary: owner }, unused: 0, isUnknown: false }
  }
  const isUnknown = looked.unknownNames.length > 0 && !looked.isNamed
  if (!asksWhoDid(plan) || looked.kept.length === 0) return { result, unused, isUnknown }
  const by = await whoDid(looked.kept, plan, reader)
  return {
    result: { ...result, summary: [by, result.summary].filter(Boolean).join('\n\n') },
    unused,
    isUnknown,
  }
}

interface Looked {
  things: Thing[]
  /** Those that were asked for, in the order asked. */
  kept: Thing[]
  seen: Seen
  /** Names of the question that nothing is called by. */
  unknownNames: string[]
  /** The things that were named, where some were. */
  isNamed: boolean
  attribute?: string
}

interface Around {
  reader: Reader
  regions: readonly string[]
}

async function lookAt(
  listed: Listed,
  { plan, kind, context, base }: Asking,
  around: Around,
): Promise<Looked> {
  const { reader } = around
  const before =
    base === undefined ? listed.things : await pickedBefore(base, { kind, listed, reader })
  const things = before.filter(
    ({ names }) =>
      !plan.except.some((word) => names.some((name) => name.toLowerCase().includes(word))),
  )
  const names = [...plan.ids, ...plan.names].filter((name) => !listed.usedNames.includes(name))
  const place = placeCondition(things, listed, plan)
  const here = place === undefined ? things : things.filter(({ item }) => holds(place, item))
  const named = await narrowByNames(here, names, { plan, kind, around })
  const related = await narrowByRelation(named.things, { plan, kind, around })
  const words = named.words
  const own = {
    ...plan,
    words: words.map((word) => meantBy(word, kind)),
    names: named.isNamed ? plan.names : [],
  }
  let joined = related.things
  let seen = look(own, itemsOf(joined), context.now())
  let attribute: string | undefined
  const joins: { member: string; words: readonly Word[] }[] = []
  for (let round = 0; round < 3 && joined.length > 0 && needsMore(plan, seen, round); round += 1) {
    const found = await attributeFor(kind, seen.unused)
    const more =
      found ??
      (round === 0
        ? await detailFor(kind).then((detail) => detail && { ...detail, words: [] })
        : undefined)
    if (more === undefined || joins.some(({ member }) => member === more.member)) break
    joins.push(more)
    joined = await joinAttribute(joined, more, reader)
    attribute = more.operation
    seen = joins.reduce(
      (before, join) => withAttribute(before, join, plan),
      look(own, itemsOf(joined), context.now()),
    )
  }
  const referred = await followed(kind, joined, { own, seen, reader, now: context.now() })
  if (referred !== undefined) ({ things: joined, seen } = referred)
  if (plan.asked === 'about' && named.isNamed && joined.length === 1) {
    for (const each of await attributesAbout(kind))
      joined = await joinAttribute(joined, each, reader)
    const told = fieldsOf(itemsOf(joined)).filter(
      ({ type, many, name, depth }) =>
        type !== 'list' && !many && depth <= 2 && !/arn$/i.test(name),
    )
    seen = { ...seen, columns: [...seen.columns, ...told] }
  }
  const parts = namesInPart(joined, seen)
  if (parts !== undefined) seen = parts
  const picked = named.isNamed
    ? heldBy(itemNames(related.things), {
        fields: fieldsOf(itemsOf(listed.things)),
        left: related.things,
      })
    : undefined
  seen = {
    ...seen,
    conditions: [...(place === undefined ? [] : [place]), ...named.conditions, ...seen.conditions],
    ...(picked === undefined
      ? {}
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
  const kept = ordered(itemsKept(joined, seen), seen)
  return {
    things: related.things,
    kept: seen.first === undefined ? kept : kept.slice(0, seen.first),
    seen,
    unknownNames: named.unknown.filter((name) =>
      seen.unused.some(({ word }) => word === name.toLowerCase()),
    ),
    isNamed: named.isNamed,
    ...(attribute === undefined ? {} : { attribute }),
  }

  function itemsKept(all: readonly Thing[], { conditions }: Seen): Thing[] {
    // A thing that is named is shown, and what was asked of it is answered with yes or no.
    if (named.isNamed && (plan.asked === 'yesno' || plan.asked === 'about' || all.length === 1))
      return [...all]
    return all.filter(({ item }) => keeps(conditions, item))
  }
}

/** The things that a query of before has picked, with the members that it looked at. */
async function pickedBefore(
  base: string,
  { kind, listed, reader }: { kind: Kind; listed: Listed; reader: Reader },
): Promise<Thing[]> {
  let { things } = listed
  // What was cut to one was chosen from a list, which is what further words are about.
  const query = base.replace(/ \| \[:1\]$/, '')
  for (const attribute of await attributesIn(kind, query))
    things = await joinAttribute(things, attribute, reader)
  const { operation } = await findOperation(kind.list, serviceNames)
  const { entries } = await applyQuery(itemsOf(things), query, {
    operation: { ...operation, items: 'items' },
  })
  const order = new Map(entries.map((entry, at) => [JSON.stringify(entry), at]))
  const placeOf = ({ item }: Thing) => order.get(JSON.stringify(item)) ?? -1
  return things.filter((thing) => placeOf(thing) >= 0).toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** A word that is a part of some things' names, where it is nothing else: `checkout` of checkout-api. */
function namesInPart(things: readonly Thing[], seen: Seen): Seen | undefined {
  for (const word of seen.unused.filter(({ word: said }) => said.length > 2)) {
    const having = withName(things, word.word).found
    if (having.length === 0 || having.length === things.length) continue
    const held = heldBy(itemNames(having), { fields: fieldsOf(itemsOf(things)), left: having })
    if (held === undefined) continue
    const condition: Condition = {
      field: held.field,
      test: { is: 'oneOf', values: held.values },
      denied: word.denied,
      said: { having: `${word.denied ? 'no ' : ''}${word.word} in the name` },
    }
    const next = {
      ...seen,
      conditions: [...seen.conditions, condition],
      unused: seen.unused.filter((one) => one !== word),
    }
    return namesInPart(things, next) ?? next
  }
  return undefined
}

function meantBy(word: Word, { means }: Kind): Word {
  const other = means?.[word.word]
  return other === undefined ? word : { ...word, word: other, stem: stem(other) }
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

function needsMore(plan: Plan, { unused, conditions }: Seen, round: number): boolean {
  if (unused.length > 0) return true
  if (round > 0) return false
  const dated = plan.age !== undefined || /\b(?:last )?used\b|\bunused\b/i.test(plan.question)
  return dated && !conditions.some(({ field }) => field.type === 'date')
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
    ({ field, test }) => field.name.startsWith(member) && test.is !== 'present',
  )
  const isAsked =
    !/^(?:list|who|when|howmuch|about)$/.test(plan.asked) ||
    words.some(({ denied }) => denied) ||
    /\b(?:with|having|have|has|without|where|that|which)\b/i.test(plan.question)
  if (decided || !isAsked) return { ...seen, unused }
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
  const text = words.map(({ word }) => word).join(' ')
  const said = /ed$/.test(text) ? adjective({ word: text, denied }) : having(text, denied)
  const others = seen.conditions.filter((one) => !one.field.name.startsWith(member))
  return {
    ...seen,
    unused,
    conditions: [...others, { field, test: { is: 'present' }, denied, said }],
  }
}

interface Narrowing {
  plan: Plan
  kind: Kind
  around: Around
}

/** Things by name: their own, that of something they belong to, or a word that is a name here. */
async function narrowByNames(
  things: readonly Thing[],
  names: readonly string[],
  { plan, kind, around }: Narrowing,
) {
  let left = [...things]
  let isNamed = false
  const unknown: string[] = []
  const conditions: Condition[] = []
  const found = names.map((name) => ({ name, own: withName(things, name) }))
  const own = found.filter((each) => each.own.found.length > 0)
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
  left = left.filter(({ item }) => keeps(conditions, item))
  const words = plan.words.filter((word) => {
    if (isNamed || word.word.length < 3) return true
    const exact = withName(left, word.word)
    if (!exact.exact || exact.found.length * 3 > left.length + 2) return true
    left = exact.found
    isNamed = true
    return false
  })
  // What has a name's form may be a word all the same: `customer-managed`.
  const asWords = unknown.map((name) => {
    const at = plan.question.indexOf(name)
    return {
      word: name.toLowerCase(),
      stem: stem(name.toLowerCase()),
      denied: isDenied(plan.question, at, name.length),
      at,
    }
  })
  return { things: left, isNamed, unknown, words: [...words, ...asWords], conditions }
}

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

function heldBy(
  ids: readonly string[],
  { fields, left }: { fields: readonly Field[]; left: readonly Thing[] },
) {
  const found = fields
    .filter(({ type }) => type === 'text')
    .map((field) => ({
      field,
      values: [...new Set(left.flatMap(({ item }) => field.of(item)))].filter((value) =>
        ids.some((id) => mentions(value, id)),
      ),
    }))
    .filter(({ values }) => values.length > 0)
  return found.toSorted(
    (a, b) => a.field.depth - b.field.depth || a.field.name.length - b.field.name.length,
  )[0]
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

/** Whether a value anywhere in an item is it, or ends with it as an ARN does. */
function mentions(item: Json, id: string): boolean {
  if (typeof item === 'string')
    return (
      item === id ||
      (id.length > 2 && new RegExp(`[:/]${RegExp.escape(id)}(?:$|[:/])`).test(item)) ||
      item.toLowerCase() === id.toLowerCase()
    )
  if (Array.isArray(item)) return item.some((entry) => mentions(entry, id))
  return isObject(item) && Object.values(item).some((entry) => mentions(entry, id))
}

/** “VPCs without flow logs”: those that none of the other kind's items speaks of. */
async function narrowByRelation(things: readonly Thing[], { plan, kind, around }: Narrowing) {
  const other = plan.kinds.find((said) => said.kind !== kind && isRelation(plan, said))
  if (other === undefined) return { things: [...things], taken: [] as number[] }
  const { things: others } = await listThings(other.kind, { ...around, names: [] })
  const kept = things.filter(
    (thing) =>
      others.some(({ item }) => thing.names.some((name) => mentions(item, name))) !== other.denied,
  )
  return { things: kept, taken: [other.at], said: other }
}

const isRelation = ({ question }: Plan, { at, denied }: KindSaid) =>
  denied || /\b(?:with|having|have|has)(?: an?| any)?\s*$/i.test(question.slice(0, at))

const itemNames = (things: readonly Thing[]) => things.flatMap(({ names }) => names.slice(0, 1))

const itemsOf = (things: readonly Thing[]): Json[] => things.map(({ item }) => item)

interface Telling {
  base?: string
  plan: Plan
  kind: Kind
  reader: Reader
  listed: Listed
}

async function resultOf(
  looked: Looked,
  { plan, kind, reader, listed, base }: Telling,
): Promise<ToolResult> {
  const { kept, seen, things, unknownNames, isNamed, attribute } = looked
  const isUnknown = unknownNames.length > 0 && !isNamed
  const ignored = isUnknown ? [] : seen.unused
  const isGlobal = listed.regions.includes('global')
  const where = isGlobal ? '' : whereOf(plan)
  const own = queryOf(seen)
  const earlier = base?.replace(/ \| \[:1\]$/, '')
  const query = earlier === undefined ? own : own === undefined ? earlier : `${earlier} | ${own}`
  const relation = plan.kinds.find((said) => said.kind !== kind && isRelation(plan, said))
  const all = base === undefined ? listed.things.length : things.length
  const summary = isUnknown
    ? unknown(kind, unknownNames, listed)
    : isNamed &&
        kept.length > 0 &&
        kept.length <= 3 &&
        (seen.columns.length > 0 || (plan.asked !== 'list' && plan.asked !== 'count'))
      ? kept.map((thing) => aboutOne(thing, seen, plan)).join('\n')
      : (groupSaid(seen, kept, kind) ??
        tell({
          kind,
          kept,
          all: isNamed ? things.length : all,
          seen:
            relation === undefined
              ? seen
              : { ...seen, conditions: [relationCondition(relation), ...seen.conditions] },
          asked: plan.asked,
          where,
        }) + statesSaid(kept, seen))
  const notices = [
    ...(ignored.length === 0
      ? []
      : [
          `Not narrowed by “${ignored.map(({ word }) => word).join(' ')}”: nothing in the ${pluralOf(kind)} says that.`,
        ]),
    ...(isGlobal &&
    plan.regions !== undefined &&
    plan.regions !== 'all' &&
    !seen.conditions.some(({ said }) => 'having' in said && said.having.startsWith('region '))
      ? [`${pluralOf(kind)} belong to the whole account: not narrowed by region.`]
      : []),
    ...[...reader.cut].map((operation) => `${operation} has more than was looked at.`),
  ]
  const shown = isUnknown ? [] : withParents(kind, kept)
  const regions = regionsOf(shown, seen)
  const failed = failuresOf(reader, shown)
  const empty = listed.regions.filter(
    (region) => ![...regions, ...failed].some((one) => one.region === region),
  )
  return {
    status:
      failed.length === 0
        ? 'ok'
        : regions.length > 0 || failed.length < listed.regions.length
          ? 'partial'
          : 'error',
    operation: attribute ?? listed.operation,
    understood: `${understood(plan, kind, seen)}${base === undefined ? '' : ' · of those before'}`,
    summary,
    call: {
      operation: kind.list,
      ...(kind.parameters === undefined ? {} : { parameters: { ...kind.parameters } }),
      ...(query === undefined ? {} : { query }),
      ...(listed.regions.includes('global') ? {} : { region: regionText(plan) }),
    },
    columns: await columnsFor(listed.operation, { kind, seen, shown }),
    ...(notices.length === 0 ? {} : { notice: notices.join(' ') }),
    regions:
      [...regions, ...failed].length === 0
        ? [{ region: listed.regions[0] ?? 'global', status: 'ok', items: [], truncated: false }]
        : [...regions, ...failed],
    ...(empty.length === 0 || shown.length === 0 ? {} : { empty_regions: [...empty] }),
  }
}

const relationCondition = ({ said, denied }: KindSaid) =>
  ({ said: { having: denied ? `no ${said}` : said } }) as unknown as Seen['conditions'][number]

const regionText = ({ regions }: Plan) =>
  regions === undefined ? 'all' : typeof regions === 'string' ? regions : regions.join(',')

/** Said where the list is of regions: one of the whole account says it as a condition, or not at all. */
const whereOf = ({ regions }: Plan) =>
  regions === undefined || regions === 'all'
    ? ''
    : ` in ${typeof regions === 'string' ? regions : regions.join(' and ')}`

function unknown(kind: Kind, names: readonly string[], { things }: Listed): string {
  const near = things.slice(0, 8).map(({ name }) => name)
  const there =
    near.length === 0
      ? `There are no ${pluralOf(kind)} at all.`
      : `There ${near.length === 1 ? 'is' : 'are'}: ${near.join(', ')}${things.length > near.length ? `, and ${things.length - near.length} more` : ''}.`
  return `No ${kind.noun} is called ${names.join(' or ')}. ${there}`
}

/** What was asked of one named thing: yes or no for each condition, values for what was named. */
function aboutOne(
  { name, item, region }: Thing,
  { conditions, columns }: Seen,
  { asked }: Plan,
): string {
  const decided = new Set(conditions.map(({ field }) => field))
  const told = [...new Set(columns)]
    .filter((field) => !decided.has(field))
    .map((field) => `${fieldSaid(field)}: ${valueSaid(field, item) || 'none'}`)
  const verdicts = conditions.map((condition) => ({ yes: holds(condition, item), condition }))
  const place = region === 'global' ? '' : ` (${region})`
  if (verdicts.length > 0) {
    const yes = verdicts.every((verdict) => verdict.yes)
    const parts = verdicts.map(({ yes: one, condition }) => {
      const { said } = condition
      const text = 'adjective' in said ? said.adjective : said.having
      const verb = 'adjective' in said ? (one ? 'is' : 'is not') : one ? 'has' : 'has no'
      return `${verb} ${text} (${factSaid(condition.field, item)})`
    })
    return `${asked === 'yesno' ? (yes ? 'Yes: ' : 'No: ') : ''}${name}${place} ${parts.join(' and ')}${told.length === 0 ? '' : `; ${told.join(', ')}`}.`
  }
  return told.length === 0 ? `${name}${place}:` : `${name}${place}: ${told.join(', ')}.`
}

/** The member and its value; of what has members itself, the first of them. */
function factSaid(field: Field, item: Json): string {
  if (field.type !== 'list') return `${fieldSaid(field)}: ${valueSaid(field, item) || 'none'}`
  const [inner] = fieldsOf([item]).filter(
    ({ name, type, many }) =>
      name.startsWith(`${field.name}.`) &&
      type !== 'list' &&
      !/id$|arn$/i.test(name) &&
      (!many || true),
  )
  return inner === undefined
    ? `no ${fieldSaid(field)}`
    : `${fieldSaid(inner)}: ${valueSaid(inner, item) || 'none'}`
}

/** How many are in which state, where the question does not ask for one. */
function statesSaid(kept: readonly Thing[], { conditions }: Seen): string {
  if (kept.length < 2 || conditions.some(({ field }) => isState(field))) return ''
  const [state] = fieldsOf(itemsOf(kept))
    .filter((field) => isState(field) && !field.many)
    .toSorted((a, b) => fieldRank(a) - fieldRank(b))
  if (state === undefined || state.depth > 2) return ''
  const counts = Map.groupBy(kept, ({ item }) => String(state.of(item)[0] ?? 'none'))
  if (counts.size < 2 || counts.size > 6) return ''
  return ` By ${fieldSaid(state)}: ${[...counts].map(([value, of]) => `${of.length} ${value}`).join(', ')}.`
}

function groupSaid(
  { group, conditions }: Seen,
  kept: readonly Thing[],
  kind: Kind,
): string | undefined {
  if (group === undefined) return undefined
  const counts = Map.groupBy(kept, ({ item }) => {
    const [value] = group.of(item).filter(isScalar)
    return value === undefined ? 'none' : String(value)
  })
  const each = [...counts]
    .toSorted((a, b) => b[1].length - a[1].length)
    .map(([value, of]) => `${value} ${of.length}`)
  return `${kept.length} ${pluralOf(kind)}${conditionsSaid(conditions, kept.length)} by ${fieldSaid(group)}: ${each.join(', ')}.`
}

/** The name of the things first, then what they are within, what was asked of them, then what matters for their kind. */
async function columnsFor(
  operation: string,
  { kind, seen, shown }: { kind: Kind; seen: Seen; shown: readonly Thing[] },
): Promise<string[]> {
  const found = await findOperation(operation, serviceNames)
  const fits = (path: string) => shown.some(({ item }) => valueAt(item, path) !== undefined)
  const [name, ...others] = (await columnsOf(found)).filter(fits)
  const asked = [...seen.columns, ...(seen.group === undefined ? [] : [seen.group])]
    .filter(({ type }) => type !== 'list')
    .map(({ path }) => path)
  const within = parentColumns(kind, shown)
  return [...new Set([...(name === undefined ? [] : [name]), ...within, ...asked, ...others])]
}

const maxBytes = 30_000

/** Items by region; where they are too large together, what tells them apart and was asked for alone. */
function regionsOf(kept: readonly Thing[], seen: Seen): RegionResult[] {
  const whole = jsonBytes(kept.map(({ item }) => item)) <= maxBytes
  const slim = whole ? kept : kept.map((thing) => ({ ...thing, item: slimmed(thing, seen) }))
  let bytes = 0
  const fitting = slim.filter(({ item }) => {
    bytes += jsonBytes(item) + 1
    return bytes <= maxBytes
  })
  return [...Map.groupBy(fitting, ({ region }) => region)].map(([region, of]) => {
    const left = kept.filter((thing) => thing.region === region).length - of.length
    return {
      region,
      status: 'ok',
      items: of.map(({ item }) => item),
      truncated: left > 0,
      ...(left > 0 ? { hint: `${left} more are not shown: narrow the question.` } : {}),
    }
  })
}

/** Without what is long or nested deeply, unless it was asked for. */
function slimmed({ item }: Thing, { columns }: Seen): Json {
  if (!isObject(item)) return item
  const asked = new Set(columns.map(({ path }) => path.split('.')[0]))
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name, value]) => asked.has(name) || /^tag/i.test(name) || jsonBytes(value) <= 100,
    ),
  )
}

function failuresOf(reader: Reader, shown: readonly Thing[]): RegionResult[] {
  const byRegion = Map.groupBy(reader.failures, ({ region }) => region)
  return [...byRegion].flatMap(([region, [first]]): RegionResult[] =>
    first === undefined || shown.some((thing) => thing.region === region)
      ? []
      : [
          {
            region,
            status: 'error',
            code: first.error.code,
            message: first.error.message,
            ...(first.error.details.hint === undefined ? {} : { hint: first.error.details.hint }),
          },
        ],
  )
}

function understood(plan: Plan, kind: Kind, seen: Seen): string {
  const parts = [
    pluralOf(kind),
    ...[...plan.names, ...plan.ids].filter(
      (name) => !seen.conditions.some(({ said }) => 'having' in said && said.having.includes(name)),
    ),
    ...seen.conditions.map(({ said }) => {
      const isOpen = plan.asked === 'yesno' && plan.names.length > 0
      if ('adjective' in said) return isOpen ? `${said.adjective} or not` : said.adjective
      return isOpen ? `whether ${said.having}` : said.having
    }),
    ...(seen.order === undefined
      ? []
      : [`${fieldSaid(seen.order.field)} ${seen.order.descending ? 'descending' : 'ascending'}`]),
    ...(seen.first === undefined ? [] : [`first ${seen.first}`]),
    ...(seen.group === undefined ? [] : [`by ${fieldSaid(seen.group)}`]),
    ...(plan.except.length === 0 ? [] : [`without ${plan.except.join(', ')}`]),
    plan.regions === undefined || plan.regions === 'all'
      ? 'all regions'
      : typeof plan.regions === 'string'
        ? plan.regions
        : plan.regions.join(', '),
  ]
  return parts.join(' · ')
}
