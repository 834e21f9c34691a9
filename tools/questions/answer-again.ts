import * as z from 'zod'
import type { Json } from '../json.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { cost } from '../recipes/money/cost.ts'
import { recipes } from '../recipes/recipes.ts'
import type { SentCall, ToolContext, ToolResult } from '../tool.ts'
import { answerQuestion } from './answer-question.ts'
import { answerThings } from './answer-things.ts'
import type { Question } from './asking.ts'
import { costParameters } from './cost-parameters.ts'
import { type Changed as ChangedPlan, changedPlan } from './follow-up/changed-plan.ts'
import { readChange } from './follow-up/read-change.ts'
import { asSteps, stepsOf } from './follow-up/steps.ts'
import { isObject } from './lens/fields.ts'
import { look } from './lens/lens.ts'
import { lookAt } from './look-at.ts'
import { type Plan, readPlan } from './plan.ts'
import { withLens } from './recipe-lens.ts'
import { parametersOf } from './recipe-parameters.ts'
import { kindListedBy } from './things/kind-listed.ts'
import type { Kind } from './things/kinds.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { periodBefore } from './time/take-period.ts'

export interface Again {
  /** With the steps that led there, where it is one that changes an answer: `list instances → only prod`. */
  question: string
  /** The call of the answer before it. */
  call: SentCall
}

/** A question, or one and what changed it since. */
export async function answerSteps(
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult> {
  const [first = '', ...changes] = stepsOf(question)
  let result = await answerQuestion({ question: first || question, region }, context)
  let steps = [first]
  for (const change of changes) {
    steps = [...steps, change]
    const isLast = steps.length > changes.length
    if (result.call === undefined) return result
    // What things were narrowed by is read from the steps themselves; a recipe keeps it as parameters.
    if (!isLast && !isRecipe(result.call)) continue
    result = (await answerAgain({ question: asSteps(steps), call: result.call }, context)) ?? result
  }
  return result
}

/**
 * The earlier call once more, changed by a question's words: another region, period, order, a
 * narrower list. Words of which its rows know nothing are a question of their own.
 */
export async function answerAgain(
  { question, call }: Again,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const steps = stepsOf(question)
  const last = steps.at(-1) ?? question
  const again = isRecipe(call)
    ? await recipeAgain(steps, call, context)
    : await thingsAgain(steps, call, context)
  return again === 'own question' ? answerQuestion({ question: last }, context) : again
}

const isRecipe = ({ operation }: SentCall) => operation.startsWith('recipe:')

type Changed = ToolResult | 'own question' | undefined

/** Whether a plan is of mere words, none of which the rows that came back have. */
function saysNothingOf(plan: Plan, { regions }: ToolResult, now: Date): boolean {
  if (!isOfWords(plan)) return false
  const rows = regions
    .flatMap((region) => (region.status === 'ok' ? region.items : []))
    .filter((row) => isObject(row as Json)) as Json[]
  return rows.length > 0 && look(plan, rows, now).unused.length === plan.words.length
}

function isOfWords(plan: Plan): boolean {
  const { asked, kinds, words, except, tags, regions, period, age } = plan
  const { threshold, order, first, group } = plan
  return (
    asked === 'list' &&
    words.length > 0 &&
    kinds.length + except.length + tags.length === 0 &&
    [regions, period, age, threshold, order, first, group].every((part) => part === undefined)
  )
}

async function thingsAgain(
  steps: readonly string[],
  call: SentCall,
  context: ToolContext,
): Promise<Changed> {
  const kind = kindListedBy(call)
  if (kind === undefined) return undefined
  const now = context.now()
  const [first = '', ...changes] = steps
  const own = readPlan(first, now)
  const isRead = own.kinds[0]?.kind.list === kind.list || own.names.length + own.ids.length > 0
  if (changes.length === 0 || !isRead || isCutOut(call))
    return listAgain(steps, { call, kind }, context)
  const reader = new Reader(context)
  const lookAtPlan = async (plan: Plan) => {
    const regions = await reader.regions(plan.regions)
    const names = [...plan.names, ...plan.ids]
    const listed = await listThings(kind, { reader, regions, names })
    return (await lookAt(listed, { plan, kind, context }, { reader, regions })).seen
  }
  const said = { kind, said: kind.noun, denied: false, at: 0 }
  let changed: ChangedPlan = {
    plan: { ...own, kinds: [said, ...own.kinds.filter((other) => other.kind.list !== kind.list)] },
    from: 0,
  }
  for (const step of changes) {
    const change = readChange(step, now)
    const isLast = step === changes.at(-1)
    if (isLast && change.way === 'narrow' && isOfWords(change.plan)) {
      const { unused } = await lookAtPlan({ ...change.plan, kinds: [said] })
      if (unused.length === change.plan.words.length) return 'own question'
    }
    changed = await changedPlan(changed, change, lookAtPlan)
  }
  return answerThings({ plan: changed.plan, kind, context }, reader)
}

/** Rows from a place on, as what is shown of a long list or the second of an order. */
const isCutOut = ({ query }: SentCall) => / \| \[\d+:\d*\]$|^\[\d+:\d*\]$/.test(query ?? '')

/** What a query has picked, looked at further. */
async function listAgain(
  steps: readonly string[],
  { call, kind }: { call: SentCall; kind: Kind },
  context: ToolContext,
): Promise<Changed> {
  const { plan } = readChange(steps.at(-1) ?? '', context.now())
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
  return saysNothingOf(plan, result, context.now()) ? 'own question' : result
}

async function recipeAgain(
  steps: readonly string[],
  call: SentCall,
  context: ToolContext,
): Promise<Changed> {
  const now = context.now()
  const changes = (steps.length > 1 ? steps.slice(1) : steps).map((step) => readChange(step, now))
  const plan = changes.at(-1)?.plan ?? readPlan('', now)
  const before = recipes.find(({ name }) => `recipe:${name}` === call.operation)
  const recipe = before?.name === 'spend_by_service' && narrowsCost(plan) ? cost : before
  if (recipe === undefined) return undefined
  const { words: _, ...said } = parametersOf(plan, recipe, now)
  const given = Object.entries({ ...said, ...movedBack(plan, call, now) })
  const changed = Object.fromEntries(given.filter(([, value]) => value !== undefined))
  const region = plan.regions ?? call.region
  const result = await answerRecipe(
    recipe,
    { parameters: { ...call.parameters, ...changed }, region },
    context,
  )
  if (saysNothingOf(plan, result, now)) return 'own question'
  return changes.reduce((rows, change) => withLens(change.plan, rows, now), result)
}

/** What the comparison of services knows no parameter for. */
function narrowsCost(plan: Plan): boolean {
  const said = costParameters(plan, new Date(0))
  return plan.regions !== undefined || Object.keys(said).some((name) => name !== 'period')
}

/** `and the month before?`: before the time that the call was of. */
function movedBack({ question }: Plan, { parameters }: SentCall, now: Date) {
  const earlier = startGiven.safeParse(parameters?.period).data?.start
  const period = periodBefore(question, earlier, now)
  return period === undefined
    ? {}
    : { period: { start: period.start.toISOString(), end: period.end.toISOString() } }
}

const startGiven = z.object({ start: z.coerce.date() })
