import type { Message } from '@strands-agents/sdk'

/**
 * Questions to begin with, as a numbered list at an answer's end, where a client takes them as
 * offers: each with the tool that answers it. They name nothing, so that they work in any account.
 */
const questions: readonly { question: string; tool: string }[] = [
  { question: 'Which alarms are firing, and since when?', tool: 'cloudwatch_read_operations' },
  { question: 'What is open to the internet?', tool: 'ec2_read_operations' },
  {
    question: 'Which access keys are older than 90 days, and whose are they?',
    tool: 'iam_read_operations',
  },
  { question: 'What are we paying for that nobody uses?', tool: 'ec2_read_operations' },
  { question: 'What will break soon?', tool: 'lambda_read_operations' },
]

/** Three that the tools of this turn answer and that were not asked yet; nothing without tools. */
export function offersOf({
  tools,
  before,
}: {
  tools: readonly { name: string }[]
  before: readonly Message[]
}): string {
  const asked = before.flatMap(({ content }) =>
    content.flatMap((block) => (block.type === 'textBlock' ? [block.text.trim()] : [])),
  )
  const own = questions
    .filter(({ tool }) => tools.some(({ name }) => name === tool))
    .filter(({ question }) => !asked.includes(question))
    .slice(0, 3)
    .map(({ question }, at) => `${at + 1}. ${question}`)
  return own.length === 0 ? '' : `For example:\n\n${own.join('\n')}`
}
