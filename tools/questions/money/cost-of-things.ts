import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { costOf } from '../../recipes/money/cost-of.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { isNothing } from '../run-recipe.ts'
import { costOfParameters, isOfThings } from './cost-of-parameters.ts'

/** What nothing on the bill is called may be called so in the estate. */
export async function costOfUnbilled(
  plan: Plan,
  asked: ToolResult,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const isUnknown = asked.regions.some(
    (region) =>
      region.status === 'ok' &&
      region.summary?.startsWith('Nothing on the bill is called') === true,
  )
  return isUnknown && isOfThings(plan) ? costOfThings(plan, context) : undefined
}

/** What the things cost that a question names; undefined where nothing is called so. */
export async function costOfThings(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const parameters = costOfParameters(plan, context.now())
  if (parameters.name === undefined) return undefined
  const result = await answerRecipe(costOf, { parameters, region: plan.regions }, context)
  return isNothing(result) ? undefined : result
}
