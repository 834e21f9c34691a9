import type { Json } from '../json.ts'
import { asksLastUse, lastUseAsked } from './last-use.ts'
import { withAbsent } from './lens/absent.ts'
import { adjective, having } from './lens/condition.ts'
import { type Field, isObject } from './lens/fields.ts'
import { look } from './lens/lens.ts'
import type { Seen } from './lens/seen.ts'
import { tagField } from './lens/tag-field.ts'
import { itemsOf } from './narrow.ts'
import type { Plan, Word } from './plan.ts'
import {
  attributeFor,
  detailFor,
  joinAttribute,
  referencesOf,
  settingsFor,
} from './things/attributes.ts'
import type { Kind } from './things/kind.ts'
import type { Thing } from './things/list-things.ts'
import type { Reader } from './things/reader.ts'

interface Read {
  /** What of the plan is asked of the things themselves. */
  own: Plan
  seen: Seen
  plan: Plan
  kind: Kind
  reader: Reader
  operation: string
  now: Date
  /** The things are those that the question names. */
  isNamed: boolean
}

/** The things with what further operations say of them, as long as words are left that nothing was found for. */
export async function joinedAttributes(
  things: readonly Thing[],
  { own: asked, seen: before, plan, kind, reader, operation, now, isNamed }: Read,
): Promise<{ things: Thing[]; seen: Seen; attribute?: string | undefined }> {
  let [joined, own, seen] = [[...things], asked, before]
  let attribute: string | undefined
  const joins: Join[] = []
  // What all the words say together is no half of them that an operation is called after.
  if (joined.length > 0 && (await detailFor(kind)) === undefined)
    seen = withAbsent(seen, {
      plan: own,
      items: itemsOf(joined),
      operation,
      least: 2,
    })
  for (let round = 0; round < 3 && joined.length > 0 && needsMore(plan, seen, round); round += 1) {
    const left = seen.unused.filter((word) => !isHeld(word, plan))
    const found = await attributeFor(kind, [...left, ...lastUseAsked(plan, seen)])
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
    seen = seenWith(joins, look(own, itemsOf(joined), now), plan)
  }
  // Where no operation tells tags, the list does.
  if (
    plan.tags.length > 0 &&
    own.tagsRead !== true &&
    seen.unused.some(({ stem: root }) => root === 'tag')
  ) {
    own = { ...own, tagsRead: true }
    seen = seenWith(joins, look(own, itemsOf(joined), now), plan)
  }
  const referred = await followed(kind, joined, { own, seen, reader, now })
  if (referred !== undefined) ({ things: joined, seen } = referred)
  const lacking = await toldLacking(joined, {
    own,
    seen,
    joins,
    kind,
    reader,
    operation,
    now,
    isNamed,
  })
  return { ...lacking, attribute }
}

/** Buckets that hold logs are not those that write some: what is in them their settings do not tell. */
const isHeld = ({ word, at }: Word, { question }: Plan) =>
  /^logs?$/.test(word) &&
  /\b(?:hold|stor|contain|keep|receiv|collect|get)\w* (?:\w+ ){0,2}$/i.test(question.slice(0, at))

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

/** What was seen, with what each of the joined attributes says by being there. */
const seenWith = (joins: readonly Join[], seen: Seen, plan: Plan): Seen =>
  joins.reduce((told, join) => withAttribute(told, join, plan), seen)

interface Join {
  member: string
  words: readonly Word[]
}

/** What AWS says of none of the things, once each was described whose list says less. */
async function toldLacking(
  things: readonly Thing[],
  {
    own,
    seen,
    joins,
    kind,
    reader,
    operation,
    now,
    isNamed,
  }: Omit<Read, 'plan'> & { joins: readonly Join[] },
): Promise<{ things: Thing[]; seen: Seen }> {
  const all = [...things]
  const lacking = withAbsent(seen, { plan: own, items: itemsOf(all), operation, isNamed })
  const detail = lacking === seen ? undefined : await detailFor(kind)
  if (detail === undefined || joins.some(({ member }) => member === detail.member))
    return { things: all, seen: lacking }
  const described = await joinAttribute(all, detail, reader)
  const again = seenWith(joins, look(own, itemsOf(described), now), own)
  return {
    things: described,
    seen: withAbsent(again, { plan: own, items: itemsOf(described), operation, isNamed }),
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
  // By what they are counted they are not narrowed.
  const isGrouped = seen.group?.name.startsWith(member) === true
  const isAsked =
    (!isGrouped && !/^(?:list|who|when|howmuch|about)$/.test(plan.asked)) ||
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
