import { answerRecipe } from '../recipes/answer-recipe.ts'
import { failedRuns } from '../recipes/incidents/failed-runs.ts'
import { metrics } from '../recipes/incidents/metrics.ts'
import { overview } from '../recipes/incidents/overview.ts'
import { recipes } from '../recipes/recipes.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { answerNamed } from './answer-things.ts'
import { failingService, failingSubject } from './failing-service.ts'
import type { Chosen } from './intents.ts'
import { metricParameters } from './metric-parameters.ts'
import { topRows } from './money/top-rows.ts'
import type { Plan, Word } from './plan.ts'
import { askFurther } from './recipe-further.ts'
import { parametersOf } from './recipe-parameters.ts'
import { restOf } from './recipe-rest.ts'
import { unsaid } from './recipe-words.ts'
import { unclear } from './refusals.ts'
import { kindsNamed } from './things/find-things.ts'
import { withName } from './things/identity.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'
import { isDenied } from './words/negation.ts'
import { stem } from './words/stem.ts'

export async function runRecipe(
  plan: Plan,
  { intent, left, open }: Chosen,
  context: ToolContext,
): Promise<ToolResult> {
  const recipe = recipes.find(({ name }) => name === intent.recipe)
  if (recipe === undefined) throw new Error(`No recipe ${intent.recipe}`)
  const parameters = parametersOf(plan, recipe, context.now())
  if (recipe.name === 'service_errors') {
    const name = await failingService(plan, context)
    if (name === undefined) return whyOtherwise(plan, context)
    // What nothing is called is not explained by whatever else fails.
    const subject = failingSubject(plan)
    if (subject !== undefined && !name.toLowerCase().includes(subject.toLowerCase()))
      return answerRecipe(overview, { parameters: { name: subject } }, context)
    parameters.name = name
  }
  // Since when something fails is seen in a day of logs, and not in the last half hour.
  if (
    recipe.name === 'log_errors' &&
    parameters.period === undefined &&
    (plan.asked === 'when' || /\b(?:since|began|begin|start\w*|first)\b/i.test(plan.question))
  )
    parameters.period = 'last 24 hours'
  const result = topRows(
    plan.first,
    await answerRecipe(recipe, { parameters, region: plan.regions }, context),
  )
  // What is neither a database nor an instance may be measured too.
  if (recipe.name === 'database_load' && isNothing(result) && plan.names.length > 0) {
    const measured = await answerRecipe(
      metrics,
      { parameters: metricParameters(plan, context.now()), region: plan.regions },
      context,
    )
    if (!isNothing(measured)) return measured
  }
  const { period } = plan
  if (recipe.name === 'recent_changes' && period?.kind === 'point' && isNothing(result))
    return latestInstead(plan, recipe, context)
  if (recipe.name === 'recent_changes' && plan.names.length > 0 && isNothing(result)) {
    const byId = await changesById(plan, recipe, context)
    if (byId !== undefined) return byId
  }
  if (recipe.name === 'recent_changes' && plan.asked === 'when' && isNothing(result)) {
    // What CloudTrail has forgotten, the thing may say of itself.
    const named = await answerNamed({ plan, context })
    if (named !== undefined) return named
  }
  const names = namesUnread(plan, recipe, context.now()).map((name) => asWord(plan, name))
  const words = [...left, ...unsaid(open, result), ...names]
  return askFurther(result, restOf(plan, recipe, words, context.now()), { plan, recipe, context })
}

const asWord = ({ question }: Plan, name: string): Word => {
  const at = question.indexOf(name)
  const word = name.toLowerCase()
  return { word, stem: stem(word), denied: isDenied(question, at, name.length), at }
}

/** What fails is no service: what is called so, with why it failed where a recipe knows; else all that is wrong. */
async function whyOtherwise(plan: Plan, context: ToolContext): Promise<ToolResult> {
  const named =
    plan.names.length + plan.ids.length === 0 ? undefined : await answerNamed({ plan, context })
  const run = named === undefined ? await failedRun(plan, context) : undefined
  if (run !== undefined) return run
  const recipe = whyFailed(named?.call?.operation) ?? 'overview'
  const found = recipes.find(({ name }) => name === recipe)
  if (found === undefined || (named !== undefined && recipe === 'overview')) {
    return named ?? unclear(plan.question)
  }
  const parameters = parametersOf(plan, found, context.now())
  return answerRecipe(found, { parameters, region: plan.regions }, context)
}

/** What is called so and is none of the things that are known by name may be a job, or a state machine. */
async function failedRun(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const [name, ...others] = [...plan.names, ...plan.ids]
  if (name === undefined || others.length > 0) return undefined
  const parameters = { ...parametersOf(plan, failedRuns, context.now()), name }
  const result = await answerRecipe(failedRuns, { parameters, region: plan.regions }, context)
  return isNothing(result) ? undefined : result
}

/** What knows why things of this list failed. */
function whyFailed(list: string | undefined): string | undefined {
  if (list === 'cloudformation:DescribeStacks') return 'failed_stacks'
  const runs =
    /^(?:stepfunctions:ListStateMachines|codepipeline:ListPipelines|codebuild:ListProjects|sagemaker:List(?:Training|Processing)Jobs|glue:GetJobs|deploy:ListApplications)$/
  return list !== undefined && runs.test(list) ? 'failed_runs' : undefined
}

/** Names that a question gives and a recipe takes none of: it would answer of everything. */
export function namesUnread(plan: Plan, recipe: (typeof recipes)[number], now: Date): string[] {
  const names = [...plan.names, ...plan.ids]
  if (names.length === 0 || readsNames.test(recipe.name)) return []
  const taken = JSON.stringify(parametersOf(plan, recipe, now)).toLowerCase()
  return names.some((name) => taken.includes(name.toLowerCase())) ? [] : names
}

/** Who takes the words as they are reads names itself, or finds what is meant. */
const readsNames = /^(?:cost|spend_by_service|bill_increase|service_errors|metrics|connections)$/

export const isNothing = ({ regions }: ToolResult) =>
  regions.every((region) => region.status !== 'ok' || region.items.length === 0)

/** CloudTrail knows many things by their ids alone: the changes of what is called so. */
async function changesById(
  plan: Plan,
  recipe: (typeof recipes)[number],
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  for (const kind of await kindsNamed(plan.names, { reader, regions })) {
    const { things } = await listThings(kind, { reader, regions, names: plan.names })
    const { found } = withName(things, plan.names[0] ?? '')
    const ids = found.flatMap(({ names }) =>
      names.filter((name) => /^[a-z]+-[\da-f]{8,}$/.test(name)),
    )
    for (const name of ids.slice(0, 4)) {
      const parameters = { ...parametersOf(plan, recipe, context.now()), name }
      const result = await answerRecipe(recipe, { parameters, region: plan.regions }, context)
      if (!isNothing(result)) return result
    }
  }
  return undefined
}

/** Nothing was done then: that is the answer, and what was done lately may be what is meant. */
async function latestInstead(
  plan: Plan,
  recipe: (typeof recipes)[number],
  context: ToolContext,
): Promise<ToolResult> {
  const at = plan.period?.start ?? context.now()
  const from = new Date(context.now().getTime() - 24 * 3_600_000)
  const parameters = {
    ...parametersOf(plan, recipe, context.now()),
    period: { start: from.toISOString(), end: context.now().toISOString() },
  }
  const result = await answerRecipe(recipe, { parameters, region: plan.regions }, context)
  const time = `${at.toISOString().slice(11, 16)} UTC on ${at.toISOString().slice(0, 10)}`
  return {
    ...result,
    notice: `CloudTrail and ECS know of no change and no deployment in the two hours before ${time}: here are those of the last 24 hours.`,
  }
}
