import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerThings } from '../answer-things.ts'
import { intentOf } from '../intents.ts'
import { look } from '../lens/lens.ts'
import { lookAt } from '../look-at.ts'
import { asksOwner } from '../owner-behind.ts'
import { type Plan, readPlan, type Word } from '../plan.ts'
import { pluralOf } from '../say.ts'
import { nameOf, withName } from '../things/identity.ts'
import type { Kind } from '../things/kind.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { asksWhoDid } from '../who-did.ts'
import { asksWhoIsTold } from '../who-is-told.ts'
import { byClass } from './by-class.ts'
import { type Changed, changedPlan } from './changed-plan.ts'
import { asksWhether, asOfAll, ofThemselves } from './pointing.ts'
import { type Change, readChange } from './read-change.ts'
import { rowsOf } from './rows-of.ts'

/** `own question`: nothing that was shown has to do with the words. */
export type Again = ToolResult | 'own question' | undefined

interface Listed {
  call: SentCall
  kind: Kind
  /** The first question is known to be one about these things. */
  isOwn?: boolean
}

/** A list of things as the steps since have changed it: each is read with what it changes. */
export async function thingsAgain(
  steps: readonly string[],
  { call, kind, isOwn = false }: Listed,
  context: ToolContext,
): Promise<Again> {
  const now = context.now()
  const [first = '', ...all] = steps
  // What was asked of all of them chose none, unless the others are asked for next.
  const changes = all.filter(
    (step, at) =>
      at === all.length - 1 ||
      !asksWhether(step) ||
      readChange(all[at + 1] ?? '', now).way === 'rest',
  )
  const own = readPlan(first, now)
  const isRead =
    (own.kinds[0]?.kind.list === kind.list || own.names.length + own.ids.length > 0) &&
    (isOwn || intentOf(own)?.left.length !== 0)
  const read = (step: string) => readStep(step, kind, now)
  const latest = read(changes.at(-1) ?? first)
  // What is asked of those that were shown is of them, however they were found.
  const isHeld =
    call.query !== undefined &&
    changes.some((step) => ofThemselves(step) || ofThose.test(step)) &&
    latest.way !== 'rest' &&
    latest.plan.regions === undefined &&
    latest.plan.order?.by !== 'cost'
  if (changes.length === 0 || !isRead || isHeld || isCutOut(call))
    return listAgain(steps, { call, kind }, context)
  const reader = new Reader(context)
  const said = { kind, said: kind.noun, denied: false, at: 0 }
  const looking = looker(kind, { reader, context })
  let changed: Changed = {
    plan: { ...own, kinds: [said, ...own.kinds.filter((other) => other.kind.list !== kind.list)] },
    from: 0,
  }
  // What was asked of one is asked of another, however much of it was understood.
  const [only] = changes.length === 1 ? changes : []
  const other =
    only === undefined ? undefined : await otherName(read(only), changed.plan, { kind, reader })
  if (other !== undefined) return answerThings({ plan: other, kind, context }, reader)
  const { unused } = await looking(changed.plan)
  if (unused.length > 0 && call.query !== undefined)
    return listAgain(steps, { call, kind }, context)
  for (const [at, step] of changes.entries()) {
    const change = read(step)
    const renamed = await otherName(change, changed.plan, { kind, reader })
    if (renamed !== undefined) {
      changed = { ...changed, plan: renamed }
      continue
    }
    if (
      at === changes.length - 1 &&
      change.way === 'narrow' &&
      isOfWords(change.plan) &&
      !asksOwner(change.plan)
    ) {
      const { unused } = await looking({ ...change.plan, kinds: [said] })
      if (unused.length === change.plan.words.length) return 'own question'
    }
    changed = await changedPlan(changed, change, looking)
    if (at === changes.length - 1) continue
    // What an earlier answer said that it did not understand is not asked again.
    changed = { ...changed, plan: without(changed.plan, (await looking(changed.plan)).unused) }
  }
  const last = latest.plan
  const isDeed =
    asksOwner(last) ||
    asksWhoIsTold(last) ||
    (last.words.every(({ word }) => doing.test(word)) && asksWhoDid(last))
  if (last.order?.by === 'cost') return ofCost(changed.plan, { kind, reader, context })
  return isDeed
    ? answerThings({ plan: { ...changed.plan, asked: 'list' }, who: last, kind, context }, reader)
    : heldToShown({ call, kind, latest, changed, steps }, context, reader)
}

/** The changed list; what is not among those shown is none of it, unless the change put something in place of what chose them. */
async function heldToShown(
  {
    call,
    kind,
    latest,
    changed,
    steps,
  }: Listed & { latest: Change; changed: Changed; steps: readonly string[] },
  context: ToolContext,
  reader: Reader,
): Promise<Again> {
  const result = await answerThings({ plan: changed.plan, kind, context }, reader)
  const { way, plan } = latest
  if (call.query === undefined || way !== 'narrow' || plan.regions !== undefined) return result
  if (changed.hasReplaced === true) return result
  const regions = await reader.regions(call.region === 'all' ? 'all' : call.region?.split(','))
  const listed = await listThings(kind, { reader, regions, names: [] })
  const asking = { plan: readPlan('list', context.now()), kind, context, base: call.query }
  const { kept } = await lookAt(listed, asking, { reader, regions })
  const names = new Set(kept.map(({ name }) => name))
  const isStray = rowsOf(result).some((row) => !names.has(nameOf(row, listed.operation)))
  // What only puts them in order, or shows more of each, leaves them all.
  const isWhole = plan.words.length + plan.tags.length + plan.names.length + plan.ids.length === 0
  const isLost = isWhole && plan.order?.cut === false && rowsOf(result).length < names.size
  return (isStray || isLost) && names.size > 0 ? listAgain(steps, { call, kind }, context) : result
}

/** The more expensive of a few: AWS tells no cost of single things, and their classes may. */
async function ofCost(
  plan: Plan,
  { kind, reader, context }: { kind: Kind; reader: Reader; context: ToolContext },
): Promise<Again> {
  const { order, first: _, ...rest } = plan
  const regions = await reader.regions(plan.regions)
  const names = [...plan.names, ...plan.ids]
  const asked = { ...rest, asked: 'list' as const }
  const result = await answerThings({ plan: asked, kind, context }, reader)
  const listed = await listThings(kind, { reader, regions, names })
  const { kept } = await lookAt(listed, { plan: asked, kind, context }, { reader, regions })
  const told = byClass(kept, order?.descending ?? true)
  return {
    ...result,
    summary: [
      told ??
        'What each of these costs is not known: Cost Explorer does not tell costs by single things.',
      result.summary,
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}

/** Words that stand for the rows, and choose none of them. */
const ofThose = /\b(?:them|those|these|they|their)\b(?! ones?\b)/i

const doing =
  /^(?:start|launch|creat|mak|made|open|chang|modif|delet|stopp|terminat|remov|deploy|behind|updat|ran|add)\w*$/

/** Without what nothing in the things says. */
function without(plan: Plan, unused: readonly Word[]): Plan {
  const isUnused = (said: string | undefined) =>
    said !== undefined && unused.some(({ word }) => word === said.toLowerCase())
  const { period, age, threshold, order, ...rest } = plan
  return {
    ...rest,
    ...(period === undefined || isUnused(period.said) ? {} : { period }),
    ...(age === undefined || isUnused(age.said) ? {} : { age }),
    ...(threshold === undefined || isUnused(threshold.said) ? {} : { threshold }),
    ...(order === undefined || isUnused(order.said) ? {} : { order }),
    words: plan.words.filter(
      ({ at, word }) => !unused.some((one) => one.at === at && one.word === word),
    ),
  }
}

/** What points to the rows is read with what they are: `which queues have a dead letter queue`. */
function readStep(said: string, kind: Kind, now: Date): Change {
  const step = inItsWords(said, kind)
  return ofThemselves(step)
    ? { ...readChange(asOfAll(step, pluralOf(kind)), now), isOfShown: true }
    : readChange(step, now)
}

/** `how many items`, of a table, `the fullest`, of queues: what its people call a member of it. */
export const inItsWords = (step: string, { noun, means = {} }: Kind): string =>
  withMostOf(noun === 'queue' ? ofMessages(step) : step, means).replace(
    /\bhow many ([a-z]+)\b(?: (?:are )?(?:in|on) each)?/i,
    (said, word: string) => {
      const member = means[word.toLowerCase()]
      return member === undefined ? said : `which ${member}`
    },
  )

/** `which one has the most?`, of queues, is of messages. */
const ofMessages = (step: string) =>
  step
    .replace(fullest, byMessages)
    .replace(
      /\b((?:which|who)(?: one| of (?:them|those|these)| queues?)? (?:has|have) the (?:most|fewest))(?=\W*$)/i,
      '$1 messages',
    )

/** `which of them runs the most tasks?`, of services: the one with the highest figure of theirs that says it. */
const withMostOf = (step: string, means: Readonly<Record<string, string>>) =>
  step.replace(
    /\b(?:which|who)(?: one| of (?:them|those|these))? (?:has|have|runs?|holds?|contains?|uses?|got) the (most|fewest|least) ([a-z]+?)(s?)(?=\W|$)/i,
    (said, most: string, word: string, plural: string) => {
      const member = means[word.toLowerCase()] ?? means[`${word}${plural}`.toLowerCase()]
      return member === undefined ? said : `the one with the ${most} ${member}`
    },
  )

const fullest =
  /\b(?:the )?(?:fullest|biggest|largest|busiest|longest)( first)?(?= *(?:one|queue)?\b)/i
const byMessages = (_: string, first: string | undefined) =>
  first === undefined ? 'the most messages' : 'sort by number of messages'

/** What plans come to over the things of a kind. */
export const looker =
  (kind: Kind, { reader, context }: { reader: Reader; context: ToolContext }) =>
  async (plan: Plan) => {
    const regions = await reader.regions(plan.regions)
    const listed = await listThings(kind, { reader, regions, names: [...plan.names, ...plan.ids] })
    return (await lookAt(listed, { plan, kind, context }, { reader, regions })).seen
  }

/** `and the payment webhook?` after what was asked of one thing: words that are the name of another. */
async function otherName(
  { plan, way }: Change,
  earlier: Plan,
  { kind, reader }: { kind: Kind; reader: Reader },
): Promise<Plan | undefined> {
  const { words } = plan
  if (way !== 'narrow' || earlier.names.length !== 1 || words.length === 0 || !isOfWords(plan))
    return undefined
  const regions = await reader.regions(earlier.regions)
  const { things } = await listThings(kind, { reader, regions, names: [] })
  const { found } = withName(things, words.map(({ word }) => word).join('-'))
  const [thing] = found
  if (thing === undefined || new Set(found.map(({ name }) => name)).size > 1) return undefined
  const [old = ''] = earlier.names
  return {
    ...earlier,
    names: [thing.name],
    question: earlier.question.replace(old, thing.name),
  }
}

/** Rows from a place on, as what is shown of a long list or the second of an order. */
const isCutOut = ({ query }: SentCall) => / \| \[\d+:\d*\]$|^\[\d+:\d*\]$/.test(query ?? '')

/** What a query has picked, looked at further. */
async function listAgain(
  steps: readonly string[],
  { call, kind }: Listed,
  context: ToolContext,
): Promise<Again> {
  const { plan } = readStep(steps.at(-1) ?? '', kind, context.now())
  const regions = plan.regions ?? (call.region === undefined ? undefined : call.region.split(','))
  const kinds = [
    { kind, said: kind.noun, denied: false, at: 0 },
    ...plan.kinds.filter((said) => said.kind.list !== kind.list),
  ]
  const again = {
    ...plan,
    kinds,
    ...(regions === undefined
      ? {}
      : { regions: regions.length === 1 && regions[0] === 'all' ? 'all' : regions }),
  }
  const result = await answerThings({
    plan: again,
    kind,
    context,
    ...(call.query === undefined ? {} : { base: call.query }),
  })
  const isUnread = result.notice !== undefined && saysNothingOf(plan, result, context.now())
  return !asksOwner(plan) && isUnread ? 'own question' : result
}

/** Whether a plan is of mere words, none of which the rows that came back have. */
export function saysNothingOf(plan: Plan, result: ToolResult, now: Date): boolean {
  if (!isOfWords(plan)) return false
  const rows = rowsOf(result)
  return rows.length > 0 && look(plan, rows, now).unused.length === plan.words.length
}

function isOfWords(plan: Plan): boolean {
  const { asked, kinds, words, names, except, tags, regions, period, age } = plan
  const { threshold, order, first, group } = plan
  return (
    asked === 'list' &&
    words.length > 0 &&
    kinds.length + names.length + except.length + tags.length === 0 &&
    [regions, period, age, threshold, order, first, group].every((part) => part === undefined)
  )
}
