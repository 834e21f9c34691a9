import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { recipeCalled } from '../../recipes/find-recipe.ts'
import { cost } from '../../recipes/money/cost.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerThings } from '../answer-things.ts'
import { look } from '../lens/lens.ts'
import { queryOf } from '../lens/query-of.ts'
import { costParameters } from '../money/cost-parameters.ts'
import { picking } from '../narrow.ts'
import { asksOwner } from '../owner-behind.ts'
import { type Plan, readPlan } from '../plan.ts'
import { withLens } from '../recipe-lens.ts'
import { parametersOf } from '../recipe-parameters.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { asksWhoDid } from '../who-did.ts'
import { aboutMoney } from './meant.ts'
import { movedBack } from './moved-back.ts'
import { changesOfSort } from './of-changes.ts'
import { asksOtherSide, otherSide } from './other-side.ts'
import { otherTime } from './other-time.ts'
import { ofThemselves } from './pointing.ts'
import { type Change, readChange } from './read-change.ts'
import { rowsOf } from './rows-of.ts'
import { type Again, looker, saysNothingOf, thingsAgain } from './things-again.ts'
import { thingsIn } from './things-in.ts'

/** A recipe with other parameters, fewer of its rows, or what else is known of the things in them. */
export async function recipeAgain(
  steps: readonly string[],
  call: SentCall,
  context: ToolContext,
): Promise<Again> {
  const now = context.now()
  const changes = (steps.length > 1 ? steps.slice(1) : steps)
    .map((step) => readChange(step, now))
    .map((change) => (aboutMoney.test(call.operation) ? byCost(change) : change))
  const plan = changes.at(-1)?.plan ?? readPlan('', now)
  const before = recipeCalled(call.operation)
  const recipe = before?.name === 'spend_by_service' && narrowsCost(plan) ? cost : before
  if (recipe === undefined) return undefined
  if (!aboutMoney.test(call.operation) && asksOtherSide(steps.at(-1) ?? '')) {
    const other = await otherSide(recipe, { call, first: steps[0] ?? '' }, context)
    if (other !== undefined) return other
  }
  const { words, ...read } = parametersOf(plan, recipe, now)
  const turned = speaksOfSubject(recipe.name, plan.question) ? read : withoutTurn(read)
  // What is asked of the rows names none of which the recipe should tell instead.
  const { name: _n, ...unnamed } = turned as { name?: unknown }
  const said: typeof turned = ofThemselves(steps.at(-1) ?? '') ? (unnamed as typeof turned) : turned
  const isMoney = aboutMoney.test(call.operation)
  const time = isMoney ? otherTime(plan, call, now) : movedBack(plan.question, call, now)
  const { period: _p, compare: _c, ...part } = said
  const given: Record<string, unknown> = isMoney
    ? { ...part, ...time, ...(hasNone(part) && hasNone(time) ? { words } : {}) }
    : { ...said, ...moment(plan, call), ...time }
  const changed = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  )
  // What was held against another time before is not, once it is of a time of its own.
  const kept = Object.entries({ ...call.parameters, ...given })
  // A forecast is of the whole to come: by parts, or against another time, it is what was spent.
  const isSpent = ['by', 'compare', 'period', 'service'].some((name) => name in changed)
  const parameters = Object.fromEntries(
    kept.filter(([name, value]) => value !== undefined && !(name === 'forecast' && isSpent)),
  )
  const result = await answerRecipe(
    recipe,
    { parameters, region: plan.regions ?? call.region },
    context,
  )
  if (changed.forecast !== undefined) return result
  const sorted =
    recipe.name === 'recent_changes' ? changesOfSort(steps.at(-1) ?? '', result) : undefined
  if (sorted !== undefined) return sorted
  const isChanged = Object.keys(changed).length > 0 || plan.regions !== undefined
  if (!isChanged && !isMoney && !isRead(plan, result, now)) {
    const narrowed = standing(changes.slice(0, -1), rowsOf(result), now).reduce(
      (rows, change) => withLens(change.plan, rows, now),
      result,
    )
    const way = changes.at(-1)?.way
    const further = await ofThings(steps, { plan, way, result: narrowed, call }, context)
    if (further !== undefined) return further
  }
  if (!isChanged && asksOwner(plan) && namesPeople(rowsOf(result))) return result
  if (!isChanged && saysNothingOf(plan, result, now)) return 'own question'
  if (!isChanged && !isMoney && speaksOfOther(plan, rowsOf(result))) return 'own question'
  const { period: __, ...rest } = plan
  const { unused } = look(rest, rowsOf(result), now)
  // With other parameters the recipe itself says how many it found.
  const { by } = given
  const isOfDoer = typeof by === 'string' && /\bby \S+\W*$/.test(plan.question)
  const looks = isChanged && (plan.asked === 'count' || isOfDoer) ? changes.slice(0, -1) : changes
  const shown = standing(looks, rowsOf(result), now).reduce(
    (rows, change) => withLens(change.plan, rows, now),
    result,
  )
  return isChanged || unused.length === 0 || shown.notice !== undefined
    ? shown
    : { ...shown, notice: `Not taken into account: “${unused.map(({ word }) => word).join(' ')}”.` }
}

/** Without those of which a later one decides the same member otherwise: `by maya` after `by tom`. */
const standing = (
  changes: readonly Change[],
  rows: ReturnType<typeof rowsOf>,
  now: Date,
): Change[] => {
  const decided = changes.map(({ plan: { period: _, ...plan } }) =>
    look(plan, rows, now).conditions.map(({ field }) => field.expression),
  )
  return changes.filter(
    (_, at) =>
      !decided.slice(at + 1).some((later) => decided[at]?.some((one) => later.includes(one))),
  )
}

/** `which of those have access keys?` after who has no MFA turns nothing round: it is of something else. */
const speaksOfSubject = (recipe: string, question: string): boolean =>
  recipe
    .split('_')
    .some(
      (word) =>
        /^(?:mfa|tag|untagged)$/.test(word) &&
        new RegExp(word === 'mfa' ? 'mfa|factor|2fa' : 'tag', 'i').test(question),
    )

const withoutTurn = <T extends object>(read: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(read).filter(([name, value]) => name !== 'polarity' || value !== 'with'),
  ) as Partial<T>

const hasNone = (members: object) => Object.values(members).every((value) => value === undefined)

/** The biggest of a bill's rows is what costs most. */
const byCost = (change: Change): Change =>
  change.plan.order === undefined || change.plan.order.by === 'age'
    ? change
    : { ...change, plan: { ...change.plan, order: { ...change.plan.order, by: 'cost' } } }

/** Whether a recipe's own rows say what a follow-up asks. */
function isRead(plan: Plan, result: ToolResult, now: Date): boolean {
  const rows = rowsOf(result)
  const { period: _, ...rest } = plan
  const seen = look(rest, rows, now)
  // Rows that name a person say whose they are, or who did it.
  const wantsMore =
    ((asksOwner(plan) || asksWhoDid(plan)) && !namesPeople(rows)) ||
    (plan.threshold !== undefined && seen.conditions.length === 0)
  return rows.length > 0 && seen.unused.length === 0 && !wantsMore && !speaksOfOther(plan, rows)
}

/** Another kind, of which the rows say nothing. */
function speaksOfOther({ kinds }: Plan, rows: ReturnType<typeof rowsOf>): boolean {
  const own = thingsIn(rows, undefined).kind
  const members = Object.keys(rows[0] ?? {}).flatMap((name) => kindsSaid(name))
  return (
    own !== undefined &&
    kinds.some(
      ({ kind }) =>
        ![own, ...members.map((said) => said.kind)].some((one) => one.list === kind.list),
    )
  )
}

const namesPeople = (rows: ReturnType<typeof rowsOf>) =>
  rows.every((row) => Object.keys(row).some((name) => ofPerson.test(name)))

const ofPerson = /^(?:who|user|owner|by|(?:start|open|launch|creat)ed by)$/i

/** What the things that a recipe told of are themselves: by the question that it answered, else by their names. */
async function ofThings(
  steps: readonly string[],
  {
    plan,
    way,
    result,
    call,
  }: { plan: Plan; way: Change['way'] | undefined; result: ToolResult; call: SentCall },
  context: ToolContext,
): Promise<Again> {
  const [first = ''] = steps
  const own = readPlan(first, context.now())
  const rows = rowsOf(result)
  const { kind, names } = thingsIn(rows, own.kinds[0]?.kind)
  if (kind === undefined || names.length === 0) return undefined
  const reader = new Reader(context)
  const looking = looker(kind, { reader, context })
  const said = { kind, said: kind.noun, denied: false, at: 0 }
  // What puts nothing beside them, nor in their place, is of those alone.
  if (way === 'narrow' && plan.regions === undefined) {
    const held = await heldToNames(names, { plan, kind, region: call.region, context })
    if (held !== undefined) return held
  }
  if (own.kinds[0]?.kind.list === kind.list && (await looking(own)).unused.length === 0) {
    const region = call.region === undefined ? {} : { region: call.region }
    const again = await thingsAgain(
      steps,
      { call: { operation: kind.list, ...region }, kind, isOwn: true },
      context,
    )
    return again === 'own question' ? undefined : again
  }
  const named = { ...plan, kinds: [said, ...plan.kinds], names: [...names, ...plan.names] }
  const { unused } = await looking(named)
  if (unused.length > 0 && unused.length === plan.words.length) return undefined
  return answerThings({ plan: named, kind, context }, reader)
}

/** What is asked of the things of those names alone; undefined where it says nothing that they do. */
async function heldToNames(
  names: readonly string[],
  {
    plan,
    kind,
    region,
    context,
  }: { plan: Plan; kind: Kind; region: string | undefined; context: ToolContext },
): Promise<ToolResult | undefined> {
  const reader = new Reader(context)
  const regions = await reader.regions(region?.split(','))
  const { things: all } = await listThings(kind, { reader, regions, names: [] })
  const things = all.filter((thing) => names.some((name) => thing.names.includes(name)))
  if (things.length === 0) return undefined
  const conditions = [{ ...picking(things, all), said: { having: '' } }]
  const base = queryOf({ conditions } as never)
  if (base === undefined) return undefined
  const said = { kind, said: kind.noun, denied: false, at: 0 }
  const kinds = [said, ...plan.kinds.filter((one) => one.kind.list !== kind.list)]
  const held = await answerThings({ plan: { ...plan, kinds }, kind, context, base })
  return !asksOwner(plan) && saysNothingOf(plan, held, context.now()) ? undefined : held
}

/** What the comparison of services knows no parameter for. */
function narrowsCost(plan: Plan): boolean {
  const said = costParameters(plan, new Date(0))
  return plan.regions !== undefined || Object.keys(said).some((name) => name !== 'period')
}

/** A measure of one moment is that of the half hour around it. */
function moment({ period }: Plan, { operation }: SentCall) {
  if (period?.kind !== 'point' || !/^recipe:(?:metrics|database_load)$/.test(operation)) return {}
  const at = period.start.getTime()
  return {
    period: {
      start: new Date(at - quarterMs).toISOString(),
      end: new Date(at + quarterMs).toISOString(),
    },
  }
}

const quarterMs = 15 * 60_000
