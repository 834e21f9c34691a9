import { listing } from './render/listing.ts'
import { isRecipeAnswer, recipeAnswers } from './render/recipe-answer.ts'
import { sentence } from './render/sentence.ts'
import { table } from './render/table.ts'
import { type ShownResult, toolResult } from './render/tool-result.ts'

/** A tool's result as Markdown, without a language model: the answer first, then what it rests on. */
export function render(result: unknown): string {
  const parsed = toolResult.safeParse(result)
  if (!parsed.success) return `\`\`\`json\n${JSON.stringify(result, undefined, 2)}\n\`\`\`\n`
  const { parts } = parsed.data
  const all =
    parts.length === 0 ? noticed(parsed.data) : parts.flatMap((_, at) => ofPart(parsed.data, at))
  return `${all.join('\n\n')}\n`
}

const noticed = (result: ShownResult): string[] => [
  ...(result.notice === undefined ? [] : [`> ${result.notice}`]),
  ...answer(result),
]

/** One of the things that were asked, under its words. */
function ofPart({ parts, ...result }: ShownResult, at: number): string[] {
  const one = parts[at]
  if (one === undefined) return []
  const { question, ...part } = one
  const regions = result.regions.filter((region) => region.part === at)
  const { operation: _o, summary: _s, understood: _u, message: _m, notice: _n, ...rest } = result
  const heading = `**${question.charAt(0).toUpperCase()}${question.slice(1)}?**`
  const isAnswered = regions.length > 0 || part.empty_regions.length > 0
  const told = noticed({ ...rest, ...part, hint: undefined, parts: [], regions })
  return [heading, ...(isAnswered ? told : [`Not answered: ${told.join(' ')}`])]
}

function answer(result: ShownResult): string[] {
  const { regions, operation, empty_regions, understood } = result
  if (regions.length === 0 && empty_regions.length === 0) return [refusal(result)]
  // Without an operation, AWS was not asked: what is said stands for itself.
  if (operation === undefined) {
    return [table({ items: regions.flatMap(({ items }) => items), columns: [] })]
  }
  const answers = regions.filter(isRecipeAnswer)
  const others = regions.filter((region) => !isRecipeAnswer(region))
  if (answers.length === 0) return listing(result)
  return [
    ...recipeAnswers(answers),
    ...listing({ ...result, regions: others, empty_regions: [] }),
    ...(understood?.includes('·') ? [`Understood as: ${understood}.`] : []),
  ]
}

/** Why there is no answer, and the questions near to it: numbered, which a client takes as offers. */
function refusal({ message, hint, questions }: ShownResult): string {
  const why = [sentence(message ?? 'There is no answer.'), hint ?? '']
  const near = questions.map((question, at) => `${at + 1}. ${question}`)
  return [
    why.filter((line) => line !== '').join('\n'),
    ...(near.length === 0 ? [] : ['Perhaps:', near.join('\n')]),
  ].join('\n\n')
}
