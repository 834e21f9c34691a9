import { counted as countSaid, listed as inWords } from '../../recipes/evidence/wording.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { having } from '../lens/condition.ts'
import { fieldsOf, isObject } from '../lens/fields.ts'
import { lookAt } from '../look-at.ts'
import { eachHeldBy, itemsOf } from '../narrow.ts'
import { type Plan, readPlan } from '../plan.ts'
import { connections } from '../relations/connections.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { isSameThing, listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { speaksOf } from '../things/speaks-of.ts'
import { resultOf } from '../things-result.ts'
import { shownThings } from './of-the-shown.ts'
import { readChange } from './read-change.ts'

interface Counted {
  kind: Kind
  /** With the words that say which of them: `unhealthy targets`. */
  said: string
}

/** `how many targets does each have?`: what is counted for each of the things before. */
export function countedOfEach(text: string, of: Kind | undefined): Counted | undefined {
  const [, rest = ''] = asksNumber.exec(text) ?? []
  const [found] = kindsSaid(rest)
  if (found === undefined || found.kind.list === of?.list || found.at > mostBefore) return undefined
  const tail = rest.slice(found.at + found.length)
  const [own] = kindsSaid(tail)
  const left = own?.kind.list === of?.list && own !== undefined ? tail.replace(own.said, ' ') : tail
  const words = left.toLowerCase().match(/[a-z']+/g) ?? []
  const isOfEach = words.some((word) => pointing.test(word)) || /\bper $/.test(left)
  return isOfEach && words.every((word) => pointing.test(word) || joining.test(word))
    ? { kind: found.kind, said: rest.slice(0, found.at + found.length) }
    : undefined
}

const asksNumber =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|then|now|also|please),? )*(?:(?:tell|show|give) me |show |list |with )?(?:the )?(?:how many|number of|count of|count(?: the| their)?) (?!of\b)(.+?)\W*$/i

/** Words before the kind say which of them are counted. */
const mostBefore = 30

const pointing = /^(?:each|they|them|those|these|apiece|every|their)$/
const joining =
  /^(?:do|does|did|is|are|has|have|had|in|on|of|behind|under|per|for|from|inside|at|to|with|by|the|and|one|ones|all|single|there|hold|holds|own|owns|contain|contains|got|get|use|uses|run|runs|running|right|now|currently|attached|registered|subscribed|connected|belong|belongs|associated|assigned|defined|exist)$/

/**
 * How many of another kind each of the things before has, and which of them have so many. Undefined
 * where a step is no such question, or nothing says what belongs to which.
 */
export async function countsOfShown(
  steps: readonly string[],
  { call, kind: listed }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const step = steps.at(-1) ?? ''
  const asked = countedOfEach(step, listed)
  const { plan } = readChange(step, context.now())
  const counted = asked ?? latestCounted(steps.slice(0, -1), listed)
  if (counted === undefined) return undefined
  // `which has no instances?`, after how many subnets each has: of what is named now.
  const [named] = plan.kinds.filter(({ kind }) => kind.list !== listed?.list)
  const other = asked === undefined && named !== undefined ? named : counted
  const picks = asked === undefined ? picksBy(plan, step) : undefined
  if (asked === undefined && picks === undefined) return undefined
  const before = await shownThings({ call, kind: listed }, context)
  if (before === undefined || before.things.length === 0) return undefined
  return counts({ ...before, other, picks, call }, context)
}

const latestCounted = (steps: readonly string[], kind: Kind | undefined): Counted | undefined =>
  steps
    .toReversed()
    .map((step) => countedOfEach(step, kind))
    .find((found) => found !== undefined)

type Picks = (count: number, all: readonly number[]) => boolean

/** `only those with more than one`, `which have none?`, `who has the most`, said of numbers alone. */
function picksBy({ threshold, words, names, ids, order }: Plan, step: string): Picks | undefined {
  if (names.length + ids.length > 0 || words.length > 1) return undefined
  if (threshold?.unit === 'count') {
    const { value, more, exact, orEqual } = threshold
    if (exact === true) return (count) => count === value
    return (count) => (more ? count > value : count < value) || (orEqual && count === value)
  }
  if (/\b(?:none|zero|no|any|without|empty)\b(?: [a-z ]{2,24})?\W*$/i.test(step))
    return (count) => count === 0
  const [said] = /\b(?:most|fewest|least)\b/i.exec(order?.said ?? step) ?? []
  if (said === undefined) return undefined
  const best = /most/i.test(said) ? Math.max : Math.min
  return (count, all) => count === best(...all)
}

interface Counting {
  kind: Kind
  things: readonly Thing[]
  other: Counted
  picks: Picks | undefined
  call: SentCall
}

async function counts(
  { kind, things, other, picks, call }: Counting,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const reader = new Reader(context)
  const regions = await reader.regions(call.region?.split(','))
  const around = { reader, regions }
  const others = await listThings(other.kind, { ...around, names: [] })
  const plan = readPlan(`list ${other.said}`, context.now())
  const { kept: meant, seen } = await lookAt(others, { plan, kind: other.kind, context }, around)
  if (seen.unused.length > 0) return undefined
  const all = await manyOfEach(
    { kind, things },
    { kind: other.kind, things: others.things },
    around,
  )
  if (all === undefined) return undefined
  const many = all.map(
    (own) => own.filter((one) => meant.some((each) => isSameThing(each, one))).length,
  )
  const plural = other.said.replace(/^(?:the|their) /i, '')
  const member = memberOf(pluralOf(other.kind))
  const told = things.map((thing, at) => ({
    ...thing,
    item: isObject(thing.item) ? { ...thing.item, [member]: many[at] ?? 0 } : thing.item,
  }))
  const kept = told.filter((_, at) => picks === undefined || picks(many[at] ?? 0, many))
  const field = fieldsOf(itemsOf(told)).find(({ path }) => path === member)
  if (field === undefined) return undefined
  const listed = await listThings(kind, { ...around, names: [] })
  const held =
    kept.length === things.length
      ? undefined
      : eachHeldBy(kept, { fields: fieldsOf(itemsOf(listed.things)), left: kept })
  const named =
    held === undefined
      ? []
      : [
          {
            field: held.field,
            test: { is: 'oneOf' as const, values: held.values },
            denied: false,
            said: having(''),
          },
        ]
  const result = await resultOf(
    {
      things: [...things],
      described: told,
      kept,
      meant: kept.length,
      seen: { conditions: [], columns: [field], unused: [], named },
      unknownNames: [],
      isNamed: false,
    },
    {
      plan: readPlan('list', context.now()),
      kind,
      reader,
      listed,
      ...(call.operation === kind.list && call.query !== undefined ? { base: call.query } : {}),
    },
  )
  const each = inWords(
    kept.map((one) => `**${one.name}** ${many[told.indexOf(one)]}`),
    20,
  )
  const sum = many.reduce((total, one) => total + one, 0)
  const those = countSaid(things.length, kind.noun, pluralOf(kind))
  const summary =
    picks === undefined
      ? `${cap(plural)} of each of the ${those}: ${each}; ${sum} in all.`
      : kept.length === 0
        ? `None of the ${those} before, by their number of ${plural}.`
        : `${kept.length} of the ${those} before, by their number of ${plural}: ${each}.`
  return { ...result, summary }
}

const cap = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const memberOf = (plural: string) =>
  `NumberOf${plural
    .split(' ')
    .map((word) => cap(word))
    .join('')}`

interface End {
  kind: Kind
  things: readonly Thing[]
}

/** Those that belong to each; undefined where nothing at all of the two kinds is connected, so that no number is known. */
async function manyOfEach(
  from: End,
  to: End,
  around: { reader: Reader; regions: readonly string[] },
): Promise<Thing[][] | undefined> {
  const near = from.things.map((thing) =>
    to.things.filter(
      (one) => isWithin(one, thing, { of: from.kind, kind: to.kind }) || speaksOf(one, thing),
    ),
  )
  if (near.some((own) => own.length > 0)) return near
  const found = await connections(from, to, around, { isWhole: true })
  if (found.length === 0) return undefined
  return from.things.map((thing) => [
    ...new Set(found.flatMap((one) => (isSameThing(one.from, thing) ? [one.to] : []))),
  ])
}

const isWithin = (one: Thing, thing: Thing, { of, kind }: { of: Kind; kind: Kind }) =>
  kind.within?.list === of.list && one.parent !== undefined && thing.names.includes(one.parent)
