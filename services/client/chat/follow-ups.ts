import { z } from 'zod'
import { oneLine } from '../render/one-line.ts'

/**
 * Questions that an answer leads to, best first: those that its tools name, those that it ends with,
 * and other operations that may have been meant.
 */
export function followUps(results: readonly unknown[], answer: string): string[] {
  const known = results.flatMap((result) => toolResult.safeParse(result).data ?? [])
  const questions = [
    ...known.flatMap(({ regions }) => regions.flatMap(({ follow_ups }) => follow_ups)),
    ...questionsAtTheEnd(answer),
    ...known.flatMap(({ suggestions, regions }) =>
      suggestions.map(({ operation }) => asQuestion(operation, regions)),
    ),
  ]
  return [...new Set(questions.map((question) => oneLine(question, 200)))].slice(0, most)
}

/** The one that a number asks. */
export function followUpAt(offered: readonly string[], typed: string): string | undefined {
  return /^\d$/.test(typed) ? offered[Number(typed) - 1] : undefined
}

const most = 3

const region = z.object({ region: z.string(), follow_ups: z.array(z.string()).default([]) })

const toolResult = z.object({
  regions: z.array(region).default([]),
  suggestions: z.array(z.object({ operation: z.string() })).default([]),
})

/** A list of nothing but questions, as a language model ends an answer with. */
function questionsAtTheEnd(answer: string): string[] {
  const lines = answer.trimEnd().split('\n')
  const first = lines.findLastIndex((line) => !listItem.test(line)) + 1
  const items = lines.slice(first).map((line) => line.replace(listItem, ''))
  return items.every((item) => item.endsWith('?')) ? items.map(withoutMarks) : []
}

const withoutMarks = (text: string) => text.replace(/\*\*|`/g, '')
const listItem = /^\s*(?:[-*•]|\d+[.)])\s+/

/** `ec2:DescribeInstanceStatus` → `Describe instance status in eu-west-1`. */
function asQuestion(operation: string, regions: readonly z.infer<typeof region>[]): string {
  const [first = '', ...rest] = operation
    .replace(/^.*:/, '')
    .split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
  const words = rest.map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()))
  const where = regions.map((each) => each.region).filter((name) => name !== 'global')
  return [first, ...words, ...(where.length === 1 ? ['in', ...where] : [])].join(' ')
}
