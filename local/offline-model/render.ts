import { z } from 'zod'
import { chooseColumns, type Row, toRow } from './columns.ts'

/** A tool's result as Markdown, without a language model: tables, and what a reader must know. */
export function render(result: unknown): string {
  const parsed = toolResult.safeParse(result)
  if (!parsed.success) return `\`\`\`json\n${JSON.stringify(result, undefined, 2)}\n\`\`\`\n`
  const { notice, regions, operation } = parsed.data
  const parts = [
    ...(notice === undefined ? [] : [`> ${notice}`]),
    ...regions.map((region) => renderRegion(region, operation)),
    ...(regions.length === 0 ? [renderRefusal(parsed.data)] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

const regionResult = z.object({
  region: z.string(),
  status: z.string(),
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

function renderRegion(region: z.infer<typeof regionResult>, operation: string | undefined): string {
  const from = `${operation ?? 'answer'}, ${region.region}`
  if (region.status === 'error') {
    const hint = region.hint === undefined ? '' : ` ${region.hint}`
    return `**${from}**: ${region.message ?? region.code ?? 'failed'}${hint}`
  }
  const { items } = region
  if (items.length === 0) return `**${from}**: none.`
  const count = items.length === 1 ? '1 item' : `${items.length} items`
  const more = region.truncated ? ` There is more. ${region.hint ?? ''}`.trimEnd() : ''
  return `**${from}**: ${count}.${more}\n\n${renderRows(items.map(toRow), operation)}`
}

function renderRows(rows: Row[], operation: string | undefined): string {
  const [only, ...others] = rows
  if (only !== undefined && others.length === 0) {
    return Object.entries(only)
      .map(([name, value]) => `- ${name}: ${cell(value)}`)
      .join('\n')
  }
  const columns = chooseColumns(rows, { operation, most: 7 })
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

const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 200)
