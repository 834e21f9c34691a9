import { answerRecipe } from '../recipes/answer-recipe.ts'
import { recentChanges } from '../recipes/incidents/recent-changes.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import type { Plan } from './plan.ts'
import { parametersOf } from './recipe-parameters.ts'

/** Whether something was removed, or who did it: what is gone is in no list. */
export const asksRemoved = ({ question, names, ids }: Plan) =>
  names.length + ids.length === 0 &&
  /\b(?:who(?:m| has)?|what|(?:any|some)(?:one|body|thing))(?: (?:was|were|has|have|had|been|got|gets?|is|else|recently|just)){0,3} (?:deleted|removed|terminated|destroyed|dropped)\b/i.test(
    question,
  )

export async function removedThen(plan: Plan, context: ToolContext): Promise<ToolResult> {
  const recipe = recentChanges
  const parameters = {
    period: 'last 7 days',
    ...parametersOf(plan, recipe, context.now()),
  }
  const result = await answerRecipe(recipe, { parameters, region: plan.regions }, context)
  return {
    ...result,
    notice:
      'What is gone is in no list: these are all the changes of then; one that removed something is called Delete…, Terminate… or Remove….',
  }
}
