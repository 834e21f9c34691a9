import type { ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import { nearQuestions } from './near-questions.ts'

/** What is not answered, with why. */
export const refused = (
  code: 'operation_refused' | 'unclear_question',
  message: string,
): ToolResult => refusal(new ToolError(code, message))

export const unclear = (question: string): ToolResult => ({
  ...refused('unclear_question', unclearMessage),
  questions: nearQuestions(question),
})

const unclearMessage = 'It is not clear what is asked.'

/** Whether nothing was understood, rather than known not to be answered. */
export const isUnclear = ({ code, message }: ToolResult): boolean =>
  code === 'unclear_question' && message === unclearMessage
