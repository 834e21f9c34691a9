import { answerRecipe } from '../../recipes/answer-recipe.ts'
import { recipeCalled } from '../../recipes/find-recipe.ts'
import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerQuestion } from '../answer-question.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { aboutMoney, strictly } from './meant.ts'
import { shownThings } from './of-the-shown.ts'
import { asOfAll, pointsToRows } from './pointing.ts'
import { rowsOf } from './rows-of.ts'
import { kindsIn } from './things-in.ts'

interface Named {
  kind: Kind
  names: readonly string[]
  /** They are none of the rows themselves: the user whose key it is. */
  isOther: boolean
}

/**
 * What no rule reads of the rows, asked anew with the names of what they are in place of what points to
 * them, and then with those of what else they name: whose keys they are. Undefined where that is read
 * no better.
 */
export async function askedByName(
  step: string,
  before: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (!canAskByName(step, before.call)) return undefined
  const all = await namedIn(before, context)
  for (const { kind, names, isOther } of all) {
    // How old they are is asked of the rows themselves, and of nobody whose they are.
    if (isOther && ofItself.test(step)) continue
    if (names.length === 0 || names.length > mostNamed) continue
    const called = names.map(strictly).join(', ')
    const what = `${names.length === 1 ? kind.noun : pluralOf(kind)} ${called}`
    const question = asOfAll(step, what)
    if (question === step || !question.includes(called)) continue
    const result = await answerQuestion({ question }, context)
    if (result.status === 'ok' && result.notice === undefined && result.call !== undefined)
      return result
  }
  return undefined
}

/** Whether a step points to things: the lines of a bill are none, and a sum is of the rows. */
export const canAskByName = (step: string, { operation }: SentCall): boolean =>
  pointsToRows(step) && !aboutMoney.test(operation) && !asksSum.test(step)

/** Rows of things are those; those of a recipe name one kind or several. */
async function namedIn(
  { call, kind }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<readonly Named[]> {
  if (kind !== undefined) {
    const shown = await shownThings({ call, kind }, context)
    const names = shown?.things.map(({ name }) => name) ?? []
    return [{ kind, names: [...new Set(names)], isOther: false }]
  }
  const recipe = recipeCalled(call.operation)
  if (recipe === undefined) return []
  const { parameters, region } = call
  const rows = rowsOf(await answerRecipe(recipe, { parameters, region }, context))
  const [own] = kindsSaid(String(rows[0]?.evidence ?? ''))
  return kindsIn(rows).map(({ kind: one, names }) => ({
    kind: one,
    names,
    isOther: own !== undefined && own.kind.list !== one.list,
  }))
}

const mostNamed = 12

const ofItself =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|now|then),? )*(?:how|when|since|where|why)\b(?!.*\b(?:log|sign)\w* ?in\b)/i

const asksSum = /\b(?:in (?:total|all|sum)|all ?together|together|combined|summed|added up|sum)\b/i
