import { z } from 'zod'
import { cutText } from '../../tools/text.ts'
import { chooseColumns, type Row, toRow } from './columns.ts'

/** A tool's result as Markdown, without a language model: tables, and what a reader must know. */
export function render(result: unknown): string {
  const parsed = toolResult.safeParse(result)
  if (!parsed.success) return `\`\`\`json\n${JSON.stringify(result, undefined, 2)}\n\`\`\`\n`
  const { notice, regions, operation, suggestions } = parsed.data
  const parts = [
    ...(notice === undefined ? [] : [`> ${notice}`]),
    ...renderAnswers(regions.filter(isAnswer)),
    ...regions
      .filter((region) => !isAnswer(region))
      .map((region) => renderRegion(region, operation)),
    ...(regions.length === 0 ? [renderRefusal(parsed.data)] : []),
    ...(regions.length > 0 && suggestions.length > 0
      ? [`Something else? Nearest are ${suggestions.map(nameOf).join(', ')}.`]
      : []),
  ]
  return `${parts.join('\n\n')}\n`
}

const regionResult = z.object({
  region: z.string(),
  status: z.string(),
  summary: z.string().optional(),
  notes: z.array(z.string()).default([]),
  items: z.array(z.unknown()).default([]),
  truncated: z.boolean().default(false),
  code: z.string().optional(),
  message: z.string().optional(),
  hint: z.string().optional(),
})

const toolResult = z.object({
  status: z.string(),
  operation: z.string().optional(),
  notice: z.string().optional(),
  regions: z.array(regionResult),
  message: z.string().optional(),
  hint: z.string().optional(),
  suggestions: z.array(z.object({ operation: z.string(), description: z.string() })).default([]),
})

type RegionResult = z.infer<typeof regionResult>

type RecipeAnswer = RegionResult & { summary: string }

const isAnswer = (region: RegionResult): region is RecipeAnswer => region.summary !== undefined

/** Regions where there is something, each under its name; then a line for each of the others. */
function renderAnswers(answers: readonly RecipeAnswer[]): string[] {
  const full = answers.filter(({ items }) => items.length > 0 || answers.length === 1)
  const others = answers.filter((answer) => !full.includes(answer))
  return [
    ...full.map((answer) => renderAnswer(answer, { headed: answers.length > 1 })),
    ...(others.length === 0
      ? []
      : [others.map(({ summary, notes }) => `- ${[summary, ...notes].join(' ')}`).join('\n')]),
  ]
}

/** A recipe's: what it comes to, what it rests on, and what it could not look at. */
function renderAnswer(
  { region, summary, items, notes, truncated, hint }: RecipeAnswer,
  { headed }: { headed: boolean },
): string {
  const rows = items.map(toRow)
  const kinds = Map.groupBy(rows, ({ evidence = '' }) => evidence)
  return [
    ...(headed ? [`### ${region}`] : []),
    summary,
    ...[...kinds].map(([kind, each]) => renderEvidence(kind, each)),
    ...(truncated && hint !== undefined ? [hint] : []),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${cell(note, 500)}`).join('\n')]),
  ].join('\n\n')
}

function renderEvidence(kind: string, rows: readonly Row[]): string {
  const own = rows.map(({ evidence, ...row }) => row)
  const columns = [...new Set(own.flatMap(Object.keys))].filter((column) =>
    own.some((row) => row[column] !== undefined && row[column] !== ''),
  )
  const heading = rows.length === 1 ? `**${kind}**` : `**${kind}** (${rows.length})`
  return `${heading}\n\n${renderTable(own, columns)}`
}

function renderRegion(region: RegionResult, operation: string | undefined): string {
  const from = `${operation ?? 'answer'}, ${region.region}`
  if (region.status === 'error') {
    const hint = region.hint === undefined ? '' : ` ${region.hint}`
    return `**${from}**: ${region.message ?? region.code ?? 'failed'}${hint}`
  }
  const { items } = region
  if (items.length === 0) return `**${from}**: none.`
  // Without an operation, AWS was not asked: what is said stands for itself.
  if (operation === undefined) return renderRows(items.map(toRow), operation)
  const count = items.length === 1 ? '1 item' : `${items.length} items`
  const more = region.truncated ? ` ${region.hint ?? 'There is more.'}` : ''
  return `**${from}**: ${count}.${more}\n\n${renderRows(items.map(toRow), operation)}`
}

function renderRows(rows: Row[], operation: string | undefined): string {
  const [only] = rows
  const columns =
    rows.length === 1 && only !== undefined
      ? Object.keys(only)
      : chooseColumns(rows, { operation, most: 5 })
  return renderTable(rows, columns)
}

/** One row is easier to read down than across. */
function renderTable(rows: readonly Row[], columns: readonly string[]): string {
  const [only, ...others] = rows
  if (only !== undefined && others.length === 0) {
    return columns
      .filter((column) => only[column] !== undefined && only[column] !== '')
      .map((column) => `- ${column}: ${cell(only[column] ?? '')}`)
      .join('\n')
  }
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')))
  return [columns, columns.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function renderRefusal(result: z.infer<typeof toolResult>): string {
  const suggestions = result.suggestions.map(
    ({ operation, description }) => `- \`${operation}\`: ${description}`,
  )
  return [result.message ?? 'There is no answer.', result.hint ?? '', ...suggestions]
    .filter((line) => line !== '')
    .join('\n')
}

const nameOf = ({ operation }: { operation: string }) => `\`${operation}\``

const cell = (text: string, most = 200) =>
  cutText(text.replace(wholeTime, '$1 $2 UTC').replace(/\s+/g, ' ').replaceAll('|', '\\|'), most)

/** As AWS says it: to the millisecond, in one long word. */
const wholeTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/
