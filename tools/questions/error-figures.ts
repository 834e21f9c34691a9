import { isRecord } from '../json.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { serviceErrors } from '../recipes/incidents/service-errors.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { failingService } from './failing-service.ts'
import type { Plan } from './plan.ts'

/** The errors of an ECS service are those of the load balancer before it: CloudWatch counts none of its own. */
export async function errorsOfService(
  plan: Plan,
  { call }: ToolResult,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { metric } = call?.parameters ?? {}
  if (!/^(?:errors|5xx|error share|success share)$/.test(String(metric))) return undefined
  const said = plan.names.length > 0 ? plan.names : plan.words.map(({ word }) => word)
  const name =
    said.length === 0 ? undefined : await failingService({ ...plan, names: said }, context)
  if (name === undefined) return undefined
  const { period } = call?.parameters ?? {}
  const parameters = { name, ...(period === undefined ? {} : { period }) }
  return answerRecipe(serviceErrors, { parameters, region: plan.regions }, context)
}

/** “Any errors in it?”: whether there were any, before how many. */
export function withYesOrNo({ asked, question }: Plan, result: ToolResult): ToolResult {
  const { metric } = result.call?.parameters ?? {}
  const isOfAny = /\b(?:any|errors?|throttl\w*|fail\w*)\b/i.test(question) && asked === 'yesno'
  if (!isOfAny || !/^(?:errors|throttles|5xx)$/.test(String(metric))) return result
  return {
    ...result,
    regions: result.regions.map((region) => {
      if (region.status !== 'ok' || region.summary === undefined) return region
      const totals = region.items.flatMap((item) =>
        isRecord(item) && typeof item.Total === 'number' ? [item.Total] : [],
      )
      if (
        totals.length === 0 ||
        totals.length < region.items.length ||
        !/ in all/.test(region.summary)
      )
        return region
      const isAny = totals.some((total) => total > 0)
      return { ...region, summary: `${isAny ? 'Yes' : 'No'}: ${region.summary}` }
    }),
  }
}
