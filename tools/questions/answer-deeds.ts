import { answerRecipe } from '../recipes/answer-recipe.ts'
import type { Deed } from '../recipes/evidence/changes.ts'
import { recentChanges } from '../recipes/incidents/recent-changes.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import type { Plan } from './plan.ts'
import { parametersOf } from './recipe-parameters.ts'

const somebody =
  '\\b(?:who(?:m| has)?|what|which (?:resources?|things?)|(?:any|some)(?:one|body|thing)|(?:any |new )?resources?)(?: (?:new|was|were|has|have|had|been|got|gets?|is|else|recently|just)){0,3}'
const removed = new RegExp(`${somebody} (?:deleted|removed|terminated|destroyed|dropped)\\b`, 'i')
const created = new RegExp(
  `${somebody} (?:created|launched|provisioned|spun up|set up|added)\\b|\\bdid (?:any|some)(?:one|body) (?:create|launch|provision|spin up|add) (?:anything|something)\\b`,
  'i',
)
const refused =
  /\b(?:den(?:ied|ials?)|refused|rejected|unauthori[sz]ed|access ?denied|forbidden|not authori[sz]ed)\b.*\b(?:calls?|requests?|actions?|operations?|events?|api|attempts?|changes?)\b|\b(?:calls?|requests?|actions?|operations?|api|attempts?|changes?|who|anyone|anybody|somebody|what)\b.*\b(?:denied|refused|rejected|unauthori[sz]ed|access ?denied|not authori[sz]ed)\b/i

/** What was created, removed or refused, whatever it was: no list of things tells it, CloudTrail does. */
export function deedAsked({ question, names, ids, kinds }: Plan): Deed | undefined {
  if (names.length + ids.length > 0) return undefined
  if (removed.test(question)) return 'removed'
  if (kinds.length > 0 && !kinds.every(({ said }) => /^apis?$/i.test(said))) return undefined
  if (created.test(question)) return 'created'
  return refused.test(question) ? 'refused' : undefined
}

export function doneThen(deed: Deed, plan: Plan, context: ToolContext): Promise<ToolResult> {
  const parameters = {
    period: 'last 7 days',
    ...parametersOf(plan, recentChanges, context.now()),
    deed,
  }
  return answerRecipe(recentChanges, { parameters, region: plan.regions }, context)
}
