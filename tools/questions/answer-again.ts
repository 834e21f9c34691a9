import { ofOneAnswer } from '../executor/pages.ts'
import { answerRecipe } from '../recipes/answer-recipe.ts'
import { said } from '../recipes/evidence/wording.ts'
import { recipeCalled } from '../recipes/find-recipe.ts'
import type { SentCall, ToolContext, ToolResult } from '../tool.ts'
import { alarmsOn } from './alarms-on.ts'
import { answerQuestion } from './answer-question.ts'
import type { Question } from './asking.ts'
import { withServiceBehind } from './behind-service.ts'
import { answerClauses } from './clauses/answer-clauses.ts'
import { askedByName, canAskByName } from './follow-up/asked-by-name.ts'
import { countsOfShown } from './follow-up/counts-of-shown.ts'
import { aboutMoney } from './follow-up/meant.ts'
import { ofChosen } from './follow-up/of-chosen.ts'
import { ofMixed } from './follow-up/of-mixed.ts'
import { measuresOfShown, recipeOfShown } from './follow-up/of-the-shown.ts'
import { otherOfSome } from './follow-up/other-of-some.ts'
import { othersOf } from './follow-up/others-of.ts'
import { asksWhether, asOfAll, ofThemselves } from './follow-up/pointing.ts'
import { policiesOfEach } from './follow-up/policies-of-each.ts'
import { recipeAgain } from './follow-up/recipe-again.ts'
import { rowsOf } from './follow-up/rows-of.ts'
import { asSteps, stepsOf } from './follow-up/steps.ts'
import { thingsAgain } from './follow-up/things-again.ts'
import { thoseThat } from './follow-up/those-that.ts'
import { answerWhole } from './further/answer-whole.ts'
import { honestWord } from './honest-word.ts'
import { inEnglish } from './languages/gloss.ts'
import { outsideAws } from './outside-aws.ts'
import { readPlan } from './plan.ts'
import { readAs } from './read-as.ts'
import { refused } from './refusals.ts'
import { pluralOf } from './say.ts'
import type { Kind } from './things/kind.ts'
import { kindListedBy } from './things/kind-listed.ts'
import { byClock } from './time/by-clock.ts'
import { versionBefore } from './version-before.ts'

export interface Again {
  /** With the steps that led there, where it is one that changes an answer: `list instances → only prod`. */
  question: string
  /** The call of the answer before it. */
  call: SentCall
}

/** A question, or one and what changed it since. */
export async function answerSteps(
  { question, region }: Question,
  around: ToolContext,
): Promise<ToolResult> {
  // What is read and what is looked up go by one moment.
  const at = around.now()
  const context = { ...ofOneAnswer(around), now: () => at }
  const read = await readAs(question, context)
  const result = await byClockOf(read.question, context, (question) =>
    answerEach({ question, region }, context),
  )
  return read.said === undefined
    ? result
    : { ...result, understood: [result.understood, read.said].filter(Boolean).join(' · ') }
}

/** Each step as it is read by the clock of the person who asks, which the answer says. */
async function byClockOf<T extends ToolResult | undefined>(
  question: string,
  context: ToolContext,
  answer: (question: string) => Promise<T>,
): Promise<T> {
  const steps = stepsOf(question)
  const read = steps.map((step) => byClock(step, context))
  if (read.every((step, at) => step === steps[at])) return answer(question)
  const result = await answer(asSteps(read))
  if (result === undefined) return result
  const clock = `by the clock of ${context.timeZone}`
  return { ...result, understood: [result.understood, clock].filter(Boolean).join(' · ') }
}

async function answerEach(
  { question, region }: Question,
  context: ToolContext,
): Promise<ToolResult> {
  const [first = '', ...changes] = stepsOf(question)
  const alone = async (said: string): Promise<ToolResult> => {
    const behind = await withServiceBehind(said, context)
    if (behind !== undefined && 'result' in behind) return behind.result
    const asked = behind?.question ?? said
    return (
      (await versionBefore(asked, context)) ??
      (await alarmsOn(asked, context)) ??
      answerQuestion({ question: asked, region }, context)
    )
  }
  const whole = changes.length === 0 ? await answerWhole(first || question, context) : undefined
  if (whole !== undefined) return whole
  let result = await answerClauses(first || question, {
    now: context.now(),
    alone,
    again: (asked, call) => changed({ question: asked, call }, context),
  })
  let steps = [first]
  for (const change of changes) {
    steps = [...steps, change]
    const isLast = steps.length > changes.length
    if (result.call === undefined) return result
    // What things were narrowed by is read from the steps themselves; a recipe keeps it as parameters.
    if (!isLast && !isRecipe(result.call)) continue
    result = (await changed({ question: asSteps(steps), call: result.call }, context)) ?? result
  }
  return result
}

/**
 * The earlier call once more, changed by a question's words: another region, period, order, a
 * narrower list. Words of which its rows know nothing are a question of their own.
 */
export async function answerAgain(
  { question, call }: Again,
  around: ToolContext,
): Promise<ToolResult | undefined> {
  const context = ofOneAnswer(around)
  if (aboutMoney.test(call.operation)) return changed({ question, call }, context)
  return byClockOf(question, context, (read) => changed({ question: read, call }, context))
}

async function changed(
  { question, call }: Again,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const steps = stepsOf(question).map((step) => inEnglish(step))
  const two = thoseThat(steps.at(-1) ?? '')
  if (two !== undefined) {
    const those = [...steps.slice(0, -1), two.which]
    const shown = await changed({ question: asSteps(those), call }, context)
    // What was shown leaves out those that are otherwise: they are of the whole list.
    const listed = isRecipe(call) ? undefined : kindListedBy(call)
    const isNone = shown?.status === 'ok' && rowsOf(shown).length === 0 && call.query !== undefined
    const { query: _, ...whole } = call
    const first =
      isNone && listed !== undefined
        ? await changed(
            { question: asSteps([`list ${pluralOf(listed)}`, two.which]), call: whole },
            context,
          )
        : shown
    return first?.call === undefined || first.status !== 'ok'
      ? first
      : changed({ question: asSteps([...those, two.rest]), call: first.call }, context)
  }
  const kind = isRecipe(call) ? undefined : kindListedBy(call)
  const step = steps.at(-1) ?? question
  const rest = kind === undefined ? undefined : await othersOf(steps, { call, kind }, context)
  if (rest !== undefined) return rest
  const known =
    (await countsOfShown(steps, { call, kind }, context)) ??
    (await ofChosen(steps, { call, kind }, context)) ??
    (await policiesOfEach(step, { call, kind }, context)) ??
    (await recipeOfShown(step, { call, kind }, context)) ??
    (await measuresOfShown(step, { call, kind }, context)) ??
    (kind === undefined
      ? await ofMixed(steps, call, context)
      : await otherOfSome(steps, { call, kind }, context))
  if (known !== undefined) return asksWhether(step) ? ofAll(known, call, step) : known
  const ofRuns = kind === undefined ? undefined : runsOfShown(step, { call, kind }, context.now())
  if (ofRuns !== undefined) return answerQuestion({ question: ofRuns }, context)
  const again = isRecipe(call)
    ? await recipeAgain(steps, call, context)
    : kind && (await thingsAgain(steps, { call, kind }, context))
  const last = steps.at(-1) ?? question
  if (again === 'own question') {
    // What AWS never tells it tells of no rows either.
    const own = readPlan(last, context.now())
    const honest = honestWord(own, false) ?? (await outsideAws(own, context))
    if (!pointsBack.test(last) || honest !== undefined)
      return answerQuestion({ question: last }, context)
    return (await askedByName(last, { call, kind }, context)) ?? notRead(last, kind)
  }
  if (again !== undefined && canAskByName(last, call) && (await isUnread(again, call, context))) {
    const named = await askedByName(last, { call, kind }, context)
    if (named !== undefined) return named
  }
  if (again?.notice?.startsWith('Not narrowed by') && kind !== undefined && someOnes.test(step))
    return noneSaid(step, kind)
  if (again !== undefined && asksWhether(step)) return ofAll(again, call, step)
  // A whole question of which the rows know only a part may be none of them.
  if (again?.notice !== undefined && isWhole.test(last) && !leans.test(last)) {
    const alone = await answerQuestion({ question: last }, context)
    if (alone.status === 'ok' && alone.notice === undefined && alone.call !== undefined)
      return alone
  }
  return again
}

/** Whether something of the step was not read, or nothing of it changed what a recipe tells. */
async function isUnread(again: ToolResult, call: SentCall, context: ToolContext): Promise<boolean> {
  if (again.notice?.startsWith('Not ') === true) return true
  const recipe = recipeCalled(call.operation)
  if (recipe === undefined || again.operation !== call.operation) return false
  const { parameters, region } = call
  const before = await answerRecipe(recipe, { parameters, region }, context)
  return JSON.stringify(before.regions) === JSON.stringify(again.regions)
}

/** `what about the aurora ones?` is of some alone, or of none. */
const someOnes =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then|only|just|show(?: me)?|list|what about|how about|also),? )*(?:only |just )?(?:the |those )?([\w.-]+(?: [\w.-]+)?) ones\W*$/i

const noneSaid = (step: string, kind: Kind): ToolResult =>
  refused(
    'unclear_question',
    `None of the ${pluralOf(kind)} before is known to be “${said(someOnes.exec(step)?.[1] ?? '', 60)}”: nothing in what AWS tells of them says that.`,
  )

/** `any of them failing?` of pipelines is asked of their executions. */
function runsOfShown(
  step: string,
  { call, kind }: { call: SentCall; kind: Kind },
  now: Date,
): string | undefined {
  if (kind.runs === undefined || call.query !== undefined || !ofThemselves(step)) return undefined
  const question = asOfAll(step, pluralOf(kind))
  return readPlan(question, now).kinds[0]?.kind.noun === kind.runs ? question : undefined
}

/** What was asked of all of them leaves them as they were; where some are not so, it is no yes. */
function ofAll(result: ToolResult, call: SentCall, step: string): ToolResult {
  // Whether any of them is so is a yes of one.
  const some = /\b(?:any|either|one) of\b/i.test(step)
    ? null
    : /^Yes: (\*\*\d[\d,]* of \d)/.exec(result.summary ?? '')
  return {
    ...result,
    call,
    ...(some === null || result.summary === undefined
      ? {}
      : { summary: result.summary.replace('Yes: ', 'Not all: ') }),
  }
}

const isWhole = /^(?:why|how|who|what|when|where|is|are|does|do|did|has|have)\b(?:\W+\w+){2,}/i

const leans =
  /\b(?:it|its|that|this|them|those|these|they|their|ones?|others?|rest|same|each|first|last|\w+est|most|least)\b/i

/** What speaks of what was shown is of nothing else. */
const pointsBack =
  /\b(?:the(?: [\w-]+)? ones|them|those|these|they|their|which ones?|of (?:it|that))\b/i

const notRead = (step: string, kind: Kind | undefined): ToolResult =>
  refused(
    'unclear_question',
    `“${said(step.replace(/[\s?!.]+$/, ''), 120)}” was not understood of the ${kind === undefined ? 'answer' : pluralOf(kind)} before: ${kind === undefined ? 'nothing in it says that' : `nothing in the ${pluralOf(kind)} says that`}. Ask it in other words, or with the name of what is meant.`,
  )

const isRecipe = ({ operation }: SentCall) => operation.startsWith('recipe:')
