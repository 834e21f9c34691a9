import * as z from 'zod'
import { oneLine } from '../render/one-line.ts'

/** Work in any account, and cost nothing: what a chat begins with. */
export const firstQuestions: readonly string[] = [
  'Which alarms are firing, and since when?',
  'What is open to the internet?',
  'What are we paying for that nobody uses?',
]

/**
 * Questions that an answer leads to, best first: those that its tools name (near to an unclear one,
 * or next after an answer), those that it ends with, and other operations that may have been meant
 * and need nothing more. What was asked before in this conversation is not offered again: offers
 * that lead to each other never end.
 */
export function followUps(
  results: readonly unknown[],
  answer: string,
  asked: readonly string[] = [],
): string[] {
  // The numbers that a person sees in the answer are those that count.
  const numberedThere = numberedAtTheEnd(answer)
  if (numberedThere.length > 0) return numberedThere
  const known = results.flatMap((result) => toolResult.safeParse(result).data ?? [])
  const questions = [
    ...known.flatMap(({ questions: near }) => near),
    ...known.flatMap(({ regions }) => regions.flatMap(({ follow_ups }) => follow_ups)),
    ...questionsAtTheEnd(answer),
    ...known.flatMap(({ suggestions, regions }) =>
      suggestions
        .filter(({ parameters }) => !parameters.some((each) => each.endsWith('(required)')))
        .map(({ operation }) => asQuestion(operation, regions)),
    ),
  ]
  const before = new Set(asked.map(comparable))
  return [...new Set(questions.map((question) => oneLine(question, 200)))]
    .filter((question) => !before.has(comparable(question)))
    .slice(0, most)
}

const comparable = (question: string) =>
  question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export type Numbered = { asks: string } | { says: string }

/**
 * What a number alone (`1`, `1.`, `#1`) stands for: an offered question, or what to say instead.
 * Undefined for other text, and for a number in a list of the answer: that is for the model.
 */
export function numbered(
  typed: string,
  { offered, answer }: { offered: readonly string[]; answer: string },
): Numbered | undefined {
  const number = /^[(#]? ?(\d{1,4})[.):]?$/.exec(typed)?.[1]
  if (number === undefined) return undefined
  const asks = offered[Number(number) - 1]
  if (asks !== undefined) return { asks }
  if (new RegExp(`^\\W*${Number(number)}[.):]`, 'm').test(answer)) return undefined
  const all = offered.map((_, at) => at + 1)
  const offers = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)} are` : '1 is'
  return {
    says:
      all.length === 0
        ? 'No questions are offered by number here: write yours in words, or /help.'
        : `There is no ${number}: ${offers} offered.`,
  }
}

const most = 3

const region = z.object({ region: z.string(), follow_ups: z.array(z.string()).default([]) })

const suggestion = z.object({
  operation: z.string(),
  parameters: z.array(z.string()).default([]),
})

const toolResult = z.object({
  questions: z.array(z.string()).default([]),
  regions: z.array(region).default([]),
  suggestions: z.array(suggestion).default([]),
})

/** A list of nothing but questions, as a language model ends an answer with. */
function questionsAtTheEnd(answer: string): string[] {
  const lines = answer.trimEnd().split('\n')
  const first = lines.findLastIndex((line) => !listItem.test(line)) + 1
  const items = lines.slice(first).map((line) => line.replace(listItem, ''))
  return items.every((item) => item.endsWith('?')) ? items.map(withoutMarks) : []
}

/** The same, where the list has its numbers from 1 on. */
function numberedAtTheEnd(answer: string): string[] {
  const questions = questionsAtTheEnd(answer).slice(0, 9)
  const lines = answer.trimEnd().split('\n').slice(-questions.length)
  const isNumbered = lines.every((line, at) => new RegExp(`^\\s*${at + 1}[.)]\\s`).test(line))
  return isNumbered ? questions.map((question) => oneLine(question, 200)) : []
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
