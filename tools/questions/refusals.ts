import type { ToolResult } from '../tool.ts'
import { refusal, ToolError } from '../tool-error.ts'
import { nearQuestions } from './near-questions.ts'

/** What is not answered, with why. */
export const refused = (
  code: 'operation_refused' | 'unclear_question',
  message: string,
): ToolResult => refusal(new ToolError(code, message))

export const unclear = (question: string): ToolResult => ({
  ...refused('unclear_question', 'It is not clear what is asked.'),
  questions: nearQuestions(question),
})
