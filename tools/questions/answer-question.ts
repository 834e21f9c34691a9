import { isRecord } from '../json.ts'
import { measuresCalled } from '../recipes/incidents/metrics/figures.ts'
import { measured } from '../recipes/incidents/metrics/measures.ts'
import { recipes } from '../recipes/recipes.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { answerByThings } from './answer-by-list.ts'
import { deedAsked, doneThen } from './answer-deeds.ts'
import { answerOrder } from './answer-order.ts'
import type { Question } from './asking.ts'
import { changeRequest, isHowTo } from './change-request.ts'
import { saysNothing } from './clauses/says-nothing.ts'
import { errorsOfService, withYesOrNo } from './error-figures.ts'
import { answerFurther } from './further/answer-further.ts'
import { retold } from './further/retold.ts'
import { honestWord } from './honest-word.ts'
import { ofBill } from './intents/money.ts'
import { type Chosen, intentOf } from './intents.ts'
import { gloss } from './languages/gloss.ts'
import { languageOf } from './languages/language.ts'
import { orderedIn } from './languages/orders.ts'
import { sentences } from './languages/sentences.ts'
import { costOfThings, costOfUnbilled } from './money/cost-of-things.ts'
import { notCovered, offOf } from './not-covered.ts'
import { outsideAws } from './outside-aws.ts'
import { type Plan, readPlan } from './plan.ts'
import { refused, unclear } from './refusals.ts'
import { isNothing, namesUnread, runRecipe } from './run-recipe.ts'
import { Reader } from './things/reader.ts'

/** A question in plain words, answered from what AWS says, or told why it is not. */
export async function answerQuestion(
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult> {
  const ordered = orderedIn(question)
  if (ordered !== undefined) return refused('operation_refused', sentences[ordered].readsOnly)
  const language = languageOf(question)
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
  if (verb !== undefined && !asksAdvice(question, context.now()))
    return answerOrder(verb, { question, region }, context)
  const read = readPlan(lastAsked(question, context.now()), context.now())
  const own = region === undefined ? read : { ...read, regions: region }
  const further = await answerFurther(own, context)
  if (further !== undefined) return further
  const plan = await retold(own, new Reader(context))
  const asked = intentOf(plan)
  const isOfThings = asked?.intent.recipe === 'cost_of'
  // What nothing in the estate is called may be on the bill.
  const chosen = isOfThings ? { ...asked, intent: ofBill } : asked
  const outside = await outsideAws(plan, context)
  if (outside !== undefined) return refused('unclear_question', outside)
  const honest = honestWord(plan, chosen !== undefined)
  if (honest !== undefined)
    return {
      ...refused(honest.code, honest.message),
      ...(honest.questions === undefined ? {} : { questions: honest.questions }),
    }
  const other = notCovered(plan, context.services) ?? offOfRecipe(chosen, context)
  if (other !== undefined && !isAboutMoney(chosen)) return refused('unclear_question', other)
  const deed = deedAsked(plan)
  if (deed !== undefined) return doneThen(deed, plan, context)
  const ofThings = isOfThings ? await costOfThings(plan, context) : undefined
  if (ofThings !== undefined) return ofThings
  const isCost = chosen?.intent.recipe === 'cost'
  if (chosen !== undefined && chosen.left.length === 0 && !leavesNames(plan, chosen, context)) {
    const result = await runRecipe(plan, chosen, context)
    const unbilled = isCost ? await costOfUnbilled(plan, result, context) : undefined
    if (unbilled !== undefined) return unbilled
    // What is called as nothing that is measured is may be asked of its list.
    const isMeasured =
      chosen.intent.recipe !== 'metrics' || plan.compared !== undefined || isOfMetric(result)
    if (isMeasured) return withYesOrNo(plan, result)
    const ofService = await errorsOfService(plan, result, context)
    if (ofService !== undefined) return ofService
    const looked = await answerByThings(plan, context)
    return unmeasured(result, looked) ?? looked ?? result
  }
  if (chosen === undefined) return answerByThings(plan, context)
  let ran: Promise<ToolResult> | undefined
  const ofRecipe = () => {
    ran ??= runRecipe(plan, chosen, context)
    return ran
  }
  const both = mayBeBoth(plan) ? await ofRecipe() : undefined
  if (both?.status === 'ok' && both.notice === undefined) return both
  const looked = await answerByThings(plan, context)
  // What is named, and is none of the recipe's things, is told of though not all was understood.
  const isOther =
    looked?.notice !== undefined &&
    plan.names.length + plan.ids.length > 0 &&
    leavesNames(plan, chosen, context) &&
    saysName(plan, looked) &&
    !saysName(plan, await ofRecipe())
  // Why something failed a recipe knows better than the thing itself.
  return looked === undefined ||
    (looked.notice !== undefined && !isOther) ||
    isNothing(looked) ||
    plan.asked === 'why'
    ? ofRecipe()
    : looked
}

/**
 * “Unencrypted buckets that are public”: what a recipe found, of which its rows or their list say the rest.
 * Of two conditions either of which may hold, what a recipe found holds one.
 */
const mayBeBoth = ({ asked, names, ids, question }: Plan): boolean =>
  asked !== 'why' && names.length + ids.length === 0 && !/\b(?:or|nor)\b/i.test(question)

/** “How can we cut our bill?” is asked of what AWS and the estate tell, and is no order. */
const asksAdvice = (question: string, now: Date): boolean =>
  isHowTo(question) && intentOf(readPlan(question, now))?.intent.recipe === 'recommendations'

/** What goes on inside a machine is no figure of CloudWatch, unless an agent on it sends it there. */
function unmeasured(asked: ToolResult, looked: ToolResult | undefined): ToolResult | undefined {
  const { metric } = asked.call?.parameters ?? {}
  const isInside =
    /^(?:memory|free storage|fullness)$/.test(String(metric)) &&
    /^ec2:Describe(?:Instances|Volumes)$/.test(looked?.call?.operation ?? '') &&
    looked !== undefined &&
    !isNothing(looked)
  return isInside
    ? {
        ...refused(
          'unclear_question',
          `How much ${metric === 'memory' ? 'memory' : 'disk space'} an EC2 instance uses is not known here: CloudWatch does not measure it without its agent on the machine. CPU, network and disk operations of it can be asked.`,
        ),
        questions: ['What is the CPU of our instances over the last 24 hours?'],
      }
    : undefined
}

/** Figures of something else than what is asked are no answer: the memory of a function is a setting. */
function isOfMetric(result: ToolResult): boolean {
  const { metric } = result.call?.parameters ?? {}
  if (isNothing(result) || typeof metric !== 'string') return !isNothing(result)
  return result.regions.some(
    (region) =>
      region.status === 'ok' &&
      region.items.some(
        (item) =>
          isRecord(item) &&
          measured.some((how) => how.noun === item.Kind && measuresCalled(how, metric).length > 0),
      ),
  )
}

/** Of several sentences the last one that asks: what stands before it is how it came to that. */
function lastAsked(question: string, now: Date): string {
  const sentences = question.split(/(?<=[.!?])\s+(?=[A-Z])/)
  const last = sentences.at(-1) ?? question
  if (sentences.length < 2) return question
  const alone = readPlan(last, now)
  const whole = readPlan(question, now)
  // What was told before may be what it is asked of: a thing, a time, a place.
  const isTold =
    whole.names.length + whole.ids.length > alone.names.length + alone.ids.length ||
    (whole.period !== undefined && alone.period === undefined) ||
    (whole.regions !== undefined && alone.regions === undefined)
  const isOfThat =
    saysNothing(alone) ||
    (isTold &&
      (intentOf(whole)?.left.length === 0 ||
        /\b(?:it|its|this|that|these|those|them)\b/i.test(last)))
  return intentOf(alone)?.left.length === 0 && /\?\s*$/.test(last) && !isOfThat ? last : question
}

function offOfRecipe(chosen: Chosen | undefined, { services }: ToolContext): string | undefined {
  const recipe = recipes.find(({ name }) => name === chosen?.intent.recipe)
  return recipe === undefined ? undefined : offOf(recipe, services)
}

/** What is named and the recipe does not look at is asked of the thing first. */
function leavesNames(plan: Plan, { intent }: Chosen, { now }: ToolContext): boolean {
  const recipe = recipes.find(({ name }) => name === intent.recipe)
  return (
    recipe !== undefined &&
    (namesUnread(plan, recipe, now()).length > 0 || plan.spelt !== undefined)
  )
}

/** Whether what an answer finds has a name that the question gives: what it finds nothing of says it too. */
const saysName = ({ names, ids }: Plan, result: ToolResult): boolean => {
  const told = result.regions.flatMap((region) =>
    region.status === 'ok' ? [region.summary ?? '', JSON.stringify(region.items)] : [],
  )
  const text = [result.summary ?? '', ...told].join(' ')
  return (
    result.status !== 'error' &&
    !isNothing(result) &&
    [...names, ...ids].some((name) => text.includes(name))
  )
}

const isAboutMoney = (chosen: Chosen | undefined) =>
  /^(?:cost|spend_by_service|bill_increase)$/.test(chosen?.intent.recipe ?? '')
