import { fullName } from '../catalogue/catalogue.ts'
import { serviceNames } from '../catalogue/services.ts'
import { execute } from '../executor/execute.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { recentChanges } from '../recipes/incidents/recent-changes.ts'
import { recipes } from '../recipes/recipes.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import { answerKindOrNamed, answerNamed, answerThings } from './answer-things.ts'
import { changeRequest, isHowTo } from './change-request.ts'
import { failingService } from './failing-service.ts'
import { honestWord } from './honest-word.ts'
import { type Chosen, intentOf } from './intents.ts'
import { gloss } from './languages/gloss.ts'
import { languageOf } from './languages/language.ts'
import { isOrder, sentences } from './languages/sentences.ts'
import { nearQuestions } from './near-questions.ts'
import { notCovered, notCoveredSentence } from './not-covered.ts'
import { type FoundCall, findCall } from './operations/find-call.ts'
import { type Plan, readPlan } from './plan.ts'
import { parametersOf } from './recipe-parameters.ts'
import { kindsNamed } from './things/find-things.ts'
import { nounsOf, withName } from './things/identity.ts'
import { kindListedBy } from './things/kind-listed.ts'
import { listThings } from './things/list-things.ts'
import { Reader } from './things/reader.ts'

export interface Question {
  question: string
  /** What the caller set beside the question goes before what it says. */
  region?: string | string[] | undefined
}

/** A question in plain words, answered from what AWS says, or told why it is not. */
export async function answerQuestion(
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult> {
  const language = languageOf(question)
  if (language !== undefined && isOrder(question, language))
    return refused('operation_refused', sentences[language].readsOnly)
  const english = language === undefined ? question : gloss(question, language)
  if (language !== undefined && english === undefined)
    return refused('unclear_question', sentences[language].notUnderstood)
  const answered = await answerEnglish({ question: english ?? question, region }, context)
  if (answered !== undefined) return answered
  return language === undefined
    ? unclear(question)
    : refused('unclear_question', sentences[language].notUnderstood)
}

async function answerEnglish(
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const verb = changeRequest(question)
  if (verb !== undefined) return answerOrder(verb, { question, region }, context)
  const read = readPlan(lastAsked(question, context.now()), context.now())
  const plan = region === undefined ? read : { ...read, regions: region }
  const chosen = intentOf(plan)
  const honest = honestWord(plan, chosen !== undefined)
  if (honest !== undefined)
    return {
      ...refused(honest.code, honest.message),
      ...(honest.questions === undefined ? {} : { questions: honest.questions }),
    }
  const other = notCovered(plan)
  if (other !== undefined && !isAboutMoney(chosen))
    return refused('unclear_question', notCoveredSentence(other))
  if (asksRemoved(plan)) return removedThen(plan, context)
  if (chosen !== undefined && chosen.left.length === 0) return runRecipe(plan, chosen, context)
  const looked = await answerByThings(plan, context)
  if (chosen === undefined) return looked
  return looked === undefined || looked.notice !== undefined
    ? runRecipe(plan, chosen, context)
    : looked
}

/** Whether something was removed, or who did it: what is gone is in no list. */
const asksRemoved = ({ question, names, ids }: Plan) =>
  names.length + ids.length === 0 &&
  /\b(?:who(?:m| has)?|what|(?:any|some)(?:one|body|thing))(?: (?:was|were|has|have|had|been|got|gets?|is|else|recently|just)){0,3} (?:deleted|removed|terminated|destroyed|dropped)\b/i.test(
    question,
  )

async function removedThen(plan: Plan, context: ToolContext): Promise<ToolResult> {
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

/** Of several sentences the last one that asks: what stands before it is how it came to that. */
function lastAsked(question: string, now: Date): string {
  const sentences = question.split(/(?<=[.!?])\s+(?=[A-Z])/)
  const last = sentences.at(-1) ?? question
  if (sentences.length < 2) return question
  const alone = readPlan(last, now)
  return intentOf(alone)?.left.length === 0 && /\?\s*$/.test(last) ? last : question
}

const isAboutMoney = (chosen: Chosen | undefined) =>
  /^(?:cost|spend_by_service|bill_increase)$/.test(chosen?.intent.recipe ?? '')

/** What is ordered is not done; what it is about is shown as it is. */
async function answerOrder(
  verb: string,
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult> {
  if (isHowTo(question)) {
    return refused(
      'operation_refused',
      `This only reads: it cannot ${verb} anything, and gives no instructions on how to set up or change things.`,
    )
  }
  const told = `This only reads: it cannot ${verb} anything.`
  const rest = question.replace(new RegExp(`\\b${RegExp.escape(verb)}\\b`, 'i'), ' ')
  const read = readPlan(rest, context.now())
  const plan = {
    ...read,
    asked: 'list' as const,
    words: [],
    ...(region === undefined ? {} : { regions: region }),
  }
  const isOfThings = plan.names.length + plan.ids.length + plan.kinds.length > 0
  const state = isOfThings ? await answerByThings(plan, context) : undefined
  if (state === undefined || state.status === 'error') return refused('operation_refused', told)
  return { ...state, notice: `${told} Here is the current state instead.` }
}

/** What fails is no service: what is called so, with why it failed where a recipe knows; else all that is wrong. */
async function whyOtherwise(plan: Plan, context: ToolContext): Promise<ToolResult> {
  const named =
    plan.names.length + plan.ids.length === 0 ? undefined : await answerNamed({ plan, context })
  const recipe =
    named?.call?.operation === 'cloudformation:DescribeStacks' ? 'failed_stacks' : 'overview'
  const found = recipes.find(({ name }) => name === recipe)
  if (found === undefined || (named !== undefined && recipe === 'overview')) {
    return named ?? unclear(plan.question)
  }
  const parameters = parametersOf(plan, found, context.now())
  return answerRecipe(found, { parameters, region: plan.regions }, context)
}

const isNothing = ({ regions }: ToolResult) =>
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

const refused = (code: 'operation_refused' | 'unclear_question', message: string): ToolResult =>
  refusal(new ToolError(code, message))

const unclear = (question: string): ToolResult => ({
  ...refused('unclear_question', 'It is not clear what is asked.'),
  questions: nearQuestions(question),
})

async function answerByThings(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const [main] = plan.kinds
  const isNamed = plan.names.length + plan.ids.length > 0
  const call = isNamed
    ? undefined
    : await findCall(plan.question, { services: serviceNames, now: context.now() })
  if (call !== undefined && (main === undefined || saysMore(call, main, plan))) {
    const result = await runCall(call, plan, context)
    return call.operation === 'GetCallerIdentity' && /\bregions?\b/i.test(plan.question)
      ? {
          ...result,
          notice: `Where a question names no region, ${context.defaultRegion} is the default one.`,
        }
      : result
  }
  if (main !== undefined)
    return isNamed
      ? answerKindOrNamed({ plan, kind: main.kind, context })
      : answerThings({ plan, kind: main.kind, context })
  return isNamed ? answerNamed({ plan, context }) : undefined
}

/** `database subnet groups` are no databases: the operation has the kind's words and further ones. */
function saysMore(
  { nouns, service, operation }: FoundCall,
  { kind }: Plan['kinds'][number],
  { words }: Plan,
): boolean {
  const name = fullName(service, operation)
  if (name === kind.list || name === kind.each?.operation || ofAws.test(operation)) return false
  const own = nounsOf(kind.list)
  return (
    own.some((noun) => nouns.includes(noun)) &&
    words.some((word) => nouns.includes(word.stem) && !own.includes(word.stem))
  )
}

/** What AWS offers, rather than what an account has. */
const ofAws =
  /Types$|Offerings|EngineVersions|ClusterVersions|AvailableOptions|Orderable|FoundationModels/

async function runCall(
  { service, operation, parameters, query, left }: FoundCall,
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult> {
  const called = { operation: fullName(service, operation), parameters }
  const kind =
    query === undefined && Object.keys(parameters).length === 0 ? kindListedBy(called) : undefined
  if (kind !== undefined && left.length < 4) {
    const stems = new Set(nounsOf(called.operation))
    const words = plan.words.filter((word) => !stems.has(word.stem))
    return answerThings({
      plan: { ...plan, words, kinds: [{ kind, said: kind.noun, denied: false, at: 0 }] },
      kind,
      context,
    })
  }
  const region = plan.regions === undefined ? {} : { region: plan.regions }
  const result = await execute(
    { services: [service], ...called, ...region, ...(query === undefined ? {} : { query }) },
    context,
  )
  return left.length === 0 ? result : { ...result, notice: `Not narrowed by “${left.join(' ')}”.` }
}

async function runRecipe(
  plan: Plan,
  { intent, left }: Chosen,
  context: ToolContext,
): Promise<ToolResult> {
  const recipe = recipes.find(({ name }) => name === intent.recipe)
  if (recipe === undefined) throw new Error(`No recipe ${intent.recipe}`)
  const parameters = parametersOf(plan, recipe, context.now())
  if (recipe.name === 'service_errors') {
    const name = await failingService(plan, context)
    if (name === undefined) return whyOtherwise(plan, context)
    parameters.name = name
  }
  const result = await answerRecipe(recipe, { parameters, region: plan.regions }, context)
  const { period } = plan
  if (recipe.name === 'recent_changes' && period?.kind === 'point' && isNothing(result))
    return latestInstead(plan, recipe, context)
  if (recipe.name === 'recent_changes' && plan.names.length > 0 && isNothing(result)) {
    const byId = await changesById(plan, recipe, context)
    if (byId !== undefined) return byId
  }
  if (left.length === 0) return result
  return { ...result, notice: `Not taken into account: “${left.join(' ')}”.` }
}
