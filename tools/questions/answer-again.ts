import * as z from 'zod'
import type { Json } from '../json.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { cost } from '../recipes/money/cost.ts'
import { recipes } from '../recipes/recipes.ts'
import type { SentCall, ToolContext, ToolResult } from '../tool.ts'
import { answerQuestion } from './answer-question.ts'
import { answerThings } from './answer-things.ts'
import { costParameters } from './cost-parameters.ts'
import { isObject } from './lens/fields.ts'
import { look } from './lens/lens.ts'
import { type Plan, readPlan } from './plan.ts'
import { withLens } from './recipe-lens.ts'
import { parametersOf } from './recipe-parameters.ts'
import { kindListedBy } from './things/kind-listed.ts'
import { periodBefore } from './time/take-period.ts'

export interface Again {
  question: string
  call: SentCall
}

/**
 * The earlier call once more, changed by a question's words: another region, period, order, a
 * narrower list. Words of which its rows know nothing are a question of their own.
 */
export async function answerAgain(
  { question, call }: Again,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const plan = readPlan(question, context.now())
  const again = call.operation.startsWith('recipe:')
    ? await recipeAgain(plan, call, context)
    : await thingsAgain(plan, call, context)
  return again !== undefined && saysNothingOf(plan, again, context.now())
    ? answerQuestion({ question }, context)
    : again
}

/** Whether a plan is of mere words, none of which the rows that came back have. */
function saysNothingOf(plan: Plan, { regions }: ToolResult, now: Date): boolean {
  const { asked, kinds, words, except, tags, regions: named, period, age } = plan
  const { threshold, order, first, group } = plan
  const isOfWords =
    asked === 'list' &&
    words.length > 0 &&
    kinds.length + except.length + tags.length === 0 &&
    [named, period, age, threshold, order, first, group].every((part) => part === undefined)
  if (!isOfWords) return false
  const rows = regions
    .flatMap((region) => (region.status === 'ok' ? region.items : []))
    .filter((row) => isObject(row as Json)) as Json[]
  return rows.length > 0 && look(plan, rows, now).unused.length === words.length
}

async function thingsAgain(
  plan: Plan,
  call: SentCall,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const kind = kindListedBy(call)
  if (kind === undefined) return undefined
  const regions = plan.regions ?? (call.region === undefined ? undefined : call.region.split(','))
  const kinds = [
    { kind, said: kind.noun, denied: false, at: 0 },
    ...plan.kinds.filter((said) => said.kind !== kind),
  ]
  const again = {
    ...plan,
    kinds,
    ...(regions === undefined
      ? {}
      : { regions: regions.length === 1 && regions[0] === 'all' ? 'all' : regions }),
  }
  return answerThings({
    plan: again,
    kind,
    context,
    ...(call.query === undefined ? {} : { base: call.query }),
  })
}

async function recipeAgain(
  plan: Plan,
  call: SentCall,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const before = recipes.find(({ name }) => `recipe:${name}` === call.operation)
  const recipe = before?.name === 'spend_by_service' && narrowsCost(plan) ? cost : before
  if (recipe === undefined) return undefined
  const { words: _, ...changed } = parametersOf(plan, recipe, context.now())
  const parameters = { ...call.parameters, ...changed, ...movedBack(plan, call, context.now()) }
  const region = plan.regions ?? call.region
  const result = await answerRecipe(recipe, { parameters, region }, context)
  return withLens(plan, result, context.now())
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
