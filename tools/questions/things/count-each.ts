import { listed as saidList } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Around } from '../asking.ts'
import { declares } from '../lens/absent.ts'
import { type Condition, keeps } from '../lens/condition.ts'
import { fieldsOf, isObject, isScalar } from '../lens/fields.ts'
import { look } from '../lens/lens.ts'
import { lookAt } from '../look-at.ts'
import { itemsOf, links } from '../narrow.ts'
import type { KindSaid, Plan, Word } from '../plan.ts'
import { connections } from '../relations/connections.ts'
import { conditionsSaid, pluralOf } from '../say.ts'
import { resultOf } from '../things-result.ts'
import { camelWords, stem } from '../words/stem.ts'
import { withName } from './identity.ts'
import { describedBy, type Kind } from './kind.ts'
import { bareServices, kindsSaid } from './kind-said.ts'
import { isSameThing, listThings, type Thing } from './list-things.ts'
import { Reader } from './reader.ts'

/** How many of one kind each of another has, and which of those are asked for. */
interface EachSaid {
  counted: KindSaid
  holder: KindSaid
  /** Those with the most or the fewest alone. */
  only?: 'most' | 'fewest'
}

/** “How many subnets does each VPC have”, “instances per image”, “which service runs the most tasks”. */
export async function countEach(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const each = eachSaid(plan)
  if (each === undefined) return undefined
  const reader = new Reader(context)
  const around = { reader, regions: await reader.regions(plan.regions) }
  const { counted, holder } = each
  const all = await listThings(holder.kind, { ...around, names: [] })
  const { order: _o, group: _g, groupMost: _m, first: _f, total: _t, ...rest } = plan
  const own: Plan = {
    ...rest,
    asked: 'list',
    kinds: [counted],
    words: plan.words.filter(({ word, at }) => !isOf({ word, at }, each)),
  }
  const listed = await listThings(counted.kind, { ...around, names: own.names })
  const looked = await lookAt(listed, { plan: own, kind: counted.kind, context }, around)
  // What says nothing of the one may say something of the other: the prod VPCs.
  const left = { ...own, kinds: [holder], words: looked.seen.unused, tags: [], names: [] }
  const meant = look(left, itemsOf(all.things), context.now())
  const named = looked.unknownNames.flatMap((name) => withName(all.things, name).found)
  const holders = (named.length > 0 ? named : all.things).filter(({ item }) =>
    keeps(meant.conditions, item),
  )
  if (looked.unknownNames.length > 0 && named.length === 0) return undefined
  const owned = await ownedBy(holders, looked.kept, { each, around })
  if (owned === undefined) return undefined
  const rows = chosen(owned, { each, plan })
  const member = memberOf(counted.kind)
  const things = rows.map(({ holder: thing, own: { length } }) => ({
    ...thing,
    item: isObject(thing.item) ? { ...thing.item, [member]: length } : thing.item,
  }))
  const field = fieldsOf(itemsOf(things)).filter(({ path }) => path === member)
  const seen = { ...meant, columns: [...field, ...meant.columns] }
  const { order: _, first: __, ...shown } = seen
  const result = await resultOf(
    { ...looked, things, described: things, kept: things, meant: things.length, seen: shown },
    { plan: { ...own, kinds: [holder, counted] }, kind: holder.kind, reader, listed: all },
  )
  return {
    ...result,
    summary: countsSaid({ each, rows, of: owned, conditions: looked.seen.conditions }),
  }
}

interface Owned {
  holder: Thing
  own: readonly Thing[]
}

/** Of each holder what it has: by the member that names it, else by what says that they are connected. */
async function ownedBy(
  holders: readonly Thing[],
  counted: readonly Thing[],
  { each, around }: { each: EachSaid; around: Around },
): Promise<Owned[] | undefined> {
  const own = linkOf(each, counted, holders)
  if (own !== undefined) {
    const owned = holders.map((holder) => ({
      holder,
      own: counted.filter((one) => isNear(one, holder) && isNamed(holder, own(one))),
    }))
    return [...owned, ...unlisted(holders, counted, own)]
  }
  const from = { kind: each.counted.kind, things: counted }
  const to = { kind: each.holder.kind, things: holders }
  const found = await connections(from, to, around, { isWhole: true })
  // Where nothing of the two is connected, how they are is not known.
  if (found.length === 0 && counted.length > 0) return undefined
  return holders.map((holder) => ({
    holder,
    own: counted.filter((one) =>
      found.some((pair) => isSameThing(pair.to, holder) && isSameThing(pair.from, one)),
    ),
  }))
}

/** What they name and no list of the account has, as the images of others, has things as well. */
function unlisted(
  holders: readonly Thing[],
  counted: readonly Thing[],
  nameIn: (one: Thing) => string | undefined,
): Owned[] {
  const known = new Set(holders.flatMap(({ names }) => names))
  const groups = Map.groupBy(counted, (one) => nameIn(one) ?? '')
  return [...groups].flatMap(([name, own]) =>
    name === '' || known.has(name) || own[0] === undefined
      ? []
      : [{ holder: { region: own[0].region, item: { Name: name }, name, names: [name] }, own }],
  )
}

const isNear = (one: Thing, holder: Thing) =>
  one.region === holder.region || [one.region, holder.region].includes('global')

const isNamed = ({ names }: Thing, name: string | undefined) =>
  name !== undefined && names.includes(name)

/** How a thing says of which holder it is: by the member that is called so, `VpcId` of a subnet, or by what it is within. */
function linkOf(
  { holder, counted: { kind } }: EachSaid,
  counted: readonly Thing[],
  holders: readonly Thing[],
): ((one: Thing) => string | undefined) | undefined {
  if (kind.within?.of === holder.kind || kind.within?.list === holder.kind.list)
    return ({ parent }) => parent
  const nouns = wordsOf(holder.kind.noun.replaceAll(' ', '.'))
  const fields = fieldsOf(itemsOf(counted)).filter(
    ({ depth, many, type }) => depth === 1 && !many && type === 'text',
  )
  const known = new Set(holders.flatMap(({ names }) => names))
  const field =
    fields.find(({ name }) => wordsOf(name.replace(/(?:Id|Arn|Name)$/, '')) === nouns) ??
    // `GroupId` of the rules of a security group.
    fields.find(
      (one) =>
        kind.noun.startsWith(`${holder.kind.noun} `) &&
        counted.every(({ item }) => one.of(item).some((value) => known.has(String(value)))),
    )
  return field === undefined
    ? undefined
    : ({ item }) => field.of(item).filter(isScalar).map(String)[0]
}

const wordsOf = (name: string) => camelWords(name).map(stem).join(' ')

/** Those that are asked for, those with the most first. */
function chosen(owned: readonly Owned[], { each, plan }: { each: EachSaid; plan: Plan }): Owned[] {
  const sorted = owned.toSorted(
    (a, b) => (b.own.length - a.own.length) * (each.only === 'fewest' ? -1 : 1),
  )
  if (each.only === undefined)
    return plan.first === undefined ? sorted : sorted.slice(0, plan.first)
  const last = sorted[(plan.first ?? 1) - 1]?.own.length ?? 0
  return sorted.filter(({ own }) =>
    each.only === 'fewest' ? own.length <= last : own.length >= last,
  )
}

/** `NumberOfFlowLogs` */
const memberOf = (kind: Kind) =>
  `NumberOf${pluralOf(kind)
    .split(/[ -]/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('')}`

function countsSaid({
  each: { counted, holder, only },
  rows,
  of,
  conditions,
}: {
  each: EachSaid
  rows: readonly Owned[]
  of: readonly Owned[]
  conditions: readonly Condition[]
}): string {
  const regions = new Set(of.map((one) => one.holder.region))
  const called = ({ holder: { name, parent, region } }: Owned) => {
    const place = [parent, regions.size > 1 && region !== 'global' ? region : undefined]
    const beside = place.filter(Boolean).join(', ')
    return beside === '' ? name : `${name} (${beside})`
  }
  const [plural, holders] = [pluralOf(counted.kind), pluralOf(holder.kind)]
  const having = conditionsSaid(conditions, 2).replace(/^ /, ' that ')
  const [first] = rows
  if (first === undefined) return `There are no ${holders}.`
  const same = rows.every(({ own }) => own.length === first.own.length)
  if (only !== undefined && same) {
    const number = countSaid(first.own.length, counted.kind.noun, plural)
    const names = saidList(rows.map(called), 8)
    return `**${names}** ${rows.length === 1 ? 'has' : 'have'} the ${only} ${plural}${having}: **${number}**${rows.length === 1 ? '' : ' each'}, of ${countSaid(of.length, holder.kind.noun, holders)}.`
  }
  const some = rows.filter(({ own }) => own.length > 0)
  const none = rows.filter(({ own }) => own.length === 0)
  const told = some.map((one) => `${called(one)} ${one.own.length}`)
  const without = none.length === 0 ? '' : ` With none: ${saidList(none.map(called), 12)}.`
  const all = `${plural.charAt(0).toUpperCase()}${plural.slice(1)}${having} of each ${holder.kind.noun}`
  return `**${all}**: ${told.length === 0 ? 'none' : saidList(told, 20)}.${without}`
}

const countSaid = (many: number, one: string, several: string) =>
  `${many.toLocaleString('en-US')} ${many === 1 ? one : several}`

/** What a question counts of what, as far as two kinds, or a kind and what things have in groups, say it. */
function eachSaid(plan: Plan): EachSaid | undefined {
  const { question, kinds, group, groupMost, order } = plan
  const grouped = group === undefined ? [] : kindsSaid(group)
  const inGroups = grouped[0] === undefined ? undefined : asHolder(grouped[0], plan)
  const [main] = kinds.filter(({ denied }) => !denied)
  if (main === undefined) return undefined
  if (inGroups !== undefined && main.kind.list !== inGroups.kind.list)
    return {
      counted: main,
      holder: inGroups,
      ...(groupMost === undefined ? {} : { only: groupMost }),
    }
  for (const holder of kinds) {
    const counted = kinds.find((one) => one.kind.list !== holder.kind.list && !one.denied)
    if (counted === undefined || holder.denied) continue
    const before = question.slice(0, holder.at)
    if (
      perEach.test(before) ||
      (isCounting.test(question) && / by (?:the |their )?$/i.test(before)) ||
      // “Access keys by user”
      (counted.at < holder.at &&
        isOnly.test(question.slice(0, counted.at)) &&
        / by $/i.test(before) &&
        before.length === counted.at + counted.said.length + 4)
    )
      return { counted, holder }
    const most = mostSaid(order?.said ?? groupMost ?? '')
    if (most === undefined) continue
    const isMost = /^(?:most|fewest|least)$/.test(most.said)
    const ofMost = kinds.find(
      (one) =>
        isMost &&
        one.kind.list !== holder.kind.list &&
        isBeside(question, '(?:most|fewest|least)', one),
    )
    if (ofMost !== undefined && isAskedFor(question, holder, ofMost))
      return { counted: ofMost, holder, only: most.only }
    // “How many subnets has the biggest VPC”
    const isBiggest = /^(?:biggest|largest|smallest)$/i.test(most.said)
    if (isBiggest && isBeside(question, most.said, holder) && howMany(question, counted))
      return { counted, holder, only: most.only }
  }
  return undefined
}

const perEach =
  /\b(?:each|every|per|for all|across (?:all|each|every)|in all|(?:each|every|any) (?:one )?of)(?: of)?(?: the| our| my)? (?:[\w-]+ )?$/i

const isOnly = /^\W*(?:(?:list|show|get|give me|all|the|our|of) )*$/i

const isCounting =
  /\b(?:how many|number of|counts?|group(?:ed)?|break ?down|broken down|distribution)\b/i

const howMany = (question: string, { at }: KindSaid) =>
  /\b(?:how many|number of|count of)(?: [\w-]+)? $/i.test(question.slice(0, at))

const isBeside = (question: string, said: string, { at }: KindSaid) =>
  new RegExp(`\\b${said}(?: [\\w-]+)? $`, 'i').test(question.slice(0, at))

const mostSaid = (said: string): { said: string; only: 'most' | 'fewest' } | undefined => {
  const word = said.trim().toLowerCase()
  if (/^(?:most|biggest|largest|highest)$/.test(word)) return { said: word, only: 'most' }
  return /^(?:least|fewest|smallest|lowest)$/.test(word)
    ? { said: word, only: 'fewest' }
    : undefined
}

/** What is said first has the most of what is said after it. */
const isAskedFor = (question: string, holder: KindSaid, counted: KindSaid) =>
  holder.at < counted.at &&
  !/\b(?:and|or|,)/.test(question.slice(holder.at + holder.said.length, counted.at))

/** The kind of a group, where things of it have others: a VPC, a user. */
const asHolder = (
  { kind, said }: { kind: Kind; said: string },
  { question, kinds: [main] }: Plan,
): KindSaid | undefined =>
  bareServices.has(said) ||
  kind.noun === 'region' ||
  // The services of endpoints are AWS's, and no tasks run by them.
  (kind.noun === 'service' && main !== undefined && declares(describedBy(main.kind), 'ServiceName'))
    ? undefined
    : { kind, said, denied: false, at: question.toLowerCase().indexOf(said) }

/** Words that say how the one has the other, and nothing of either. */
const isOf = ({ word, at }: Pick<Word, 'word' | 'at'>, { holder }: EachSaid): boolean =>
  links.test(word) || (at >= holder.at && at < holder.at + holder.said.length)
