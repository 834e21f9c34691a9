import type { ToolContext, ToolResult } from '../tool.ts'
import { answerByThings } from './answer-by-list.ts'
import type { Question } from './asking.ts'
import { isHowTo } from './change-request.ts'
import { readPlan, type Word } from './plan.ts'
import { refused } from './refusals.ts'

/** What is ordered is not done; what it is about is shown as it is. */
export async function answerOrder(
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
  // What is to be changed has a name, with or without a form of one.
  const called = read.names.length + read.ids.length > 0 ? [] : read.words.filter(isCompound)
  const plan = {
    ...read,
    names: [...read.names, ...called.map(({ word }) => word)],
    asked: 'list' as const,
    words: [],
    ...(region === undefined ? {} : { regions: region }),
  }
  const isOfThings = plan.names.length + plan.ids.length + plan.kinds.length > 0
  const state = isOfThings ? await answerByThings(plan, context) : undefined
  if (state === undefined || state.status === 'error') return refused('operation_refused', told)
  return { ...state, notice: `${told} Here is the current state instead.` }
}

const isCompound = ({ word }: Word) => /^[a-z][\w.]*-[\w.-]*\w$/i.test(word)
