import type { SentCall, ToolContext, ToolResult } from '../../tool.ts'
import { answerQuestion } from '../answer-question.ts'
import { readPlan } from '../plan.ts'
import { asksPolicies } from '../policies-of.ts'
import { refused } from '../refusals.ts'
import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { strictly } from './meant.ts'
import { shownThings } from './of-the-shown.ts'

/** `what policies do they have?`: of each of those before by itself, as no list of them tells. */
export async function policiesOfEach(
  step: string,
  { call, kind }: { call: SentCall; kind: Kind | undefined },
  context: ToolContext,
): Promise<ToolResult | undefined> {
  if (kind === undefined || !ofThem.test(step)) return undefined
  if (!asksPolicies(readPlan(step, context.now()), kind)) return undefined
  const before = await shownThings({ call, kind }, context)
  if (before === undefined || before.things.length === 0) return undefined
  const { things } = before
  if (things.length > mostRead)
    return refused(
      'unclear_question',
      `That would be looked up of the ${things.length} ${pluralOf(kind)} before, and ${mostRead} at most are looked up one by one: narrow them first.`,
    )
  const each = await Promise.all(
    things.map(({ name }) =>
      answerQuestion(
        { question: `which policies does ${kind.noun} ${strictly(name)} have?` },
        context,
      ),
    ),
  )
  const [first] = each
  return first === undefined
    ? undefined
    : {
        ...first,
        call,
        summary: each.map(({ summary, message }) => summary ?? message ?? '').join('\n'),
        regions: each.flatMap(({ regions }) => regions),
      }
}

const ofThem =
  /^\W*(?:(?:and|so|but|ok(?:ay)?|then|now),? )*(?:what|which|show|list)\b.*\b(?:they|them|their|each|those|these)\b/i

const mostRead = 8
