import { stripControls } from '../strip-controls.ts'
import { awsCommand, cliName } from './aws-command.ts'
import { type Look, paint, type Style } from './look.ts'
import { oneLine } from './one-line.ts'
import { type ToolCall, type ToolData, type ToolResult, toolDataOf } from './tool-data.ts'

/** `→ ec2 DescribeInstances us-east-1`, without a newline. */
export function toolCallLine({ tool, input }: ToolCall, look: Look): string {
  const { operation, question, region } = input
  const asked = operation ?? (question === undefined ? input : JSON.stringify(question))
  const words = [serviceOf(tool), operationName(tool, asked), inWords(region)]
  return paint(look, ['dim'], `${look.symbols.call} ${oneLine(words.join(' '), 160)}`)
}

/** `✓ ec2 DescribeInstances · us-east-1 · 3 items · 168 ms · 4.1 kB · cut`, without a newline. */
export function toolResultLine(call: ToolCall | undefined, result: ToolResult, look: Look): string {
  const { tool, status, duration_ms, summary } = result
  const data = toolDataOf(result.result)
  const name = [serviceOf(tool), operationName(tool, data?.operation ?? call?.input.operation)]
  const facts = [
    name.join(' ').trim(),
    ...(data === undefined ? [] : found(data)),
    `${Math.round(duration_ms)} ms`,
    size(result.result),
    ...(result.truncated || data?.regions.some(({ truncated }) => truncated) ? ['cut'] : []),
    ...(status === 'error' ? [summary] : []),
  ]
  const separator = ` ${look.symbols.separator} `
  const mark = paint(look, [colours[status]], look.symbols[status])
  return `${mark} ${paint(look, ['dim'], oneLine(facts.join(separator), 400))}`
}

/** Input, result and the `aws` command that reads the same, in lines that end with a newline. */
export function toolDetails(call: ToolCall, result: ToolResult | undefined, look: Look): string {
  const sections: [title: string, text: string][] = [
    ['Input', json(call.input, look)],
    ['Result', result === undefined ? 'None has come.' : json(result.result, look)],
    ['In the AWS CLI', awsCommand(call, result) ?? noCommand(result)],
  ]
  const line = result === undefined ? toolCallLine(call, look) : toolResultLine(call, result, look)
  const told = sections.map(
    ([title, text]) =>
      `${paint(look, ['bold'], title)}\n${stripControls(text).replace(/^/gm, '  ')}\n`,
  )
  return `${line}\n${told.join('')}`
}

const colours = { ok: 'green', partial: 'yellow', error: 'red' } as const satisfies Record<
  ToolResult['status'],
  Style
>

const serviceOf = (tool: string): string => tool.replace(/_read_operations$/, '')

/** `DescribeInstances`, `logs:DescribeLogGroups` where another service's name says more, `bill increase`. */
function operationName(tool: string, operation: unknown): string {
  const name = inWords(operation)
  if (name.startsWith('recipe:')) return name.slice('recipe:'.length).replaceAll('_', ' ')
  return name.startsWith(`${cliName(tool)}:`) ? name.slice(name.indexOf(':') + 1) : name
}

function inWords(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map(inWords).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function noCommand(result: ToolResult | undefined): string {
  const data = toolDataOf(result?.result)
  if (result === undefined || data === undefined) return 'None: this asked AWS nothing.'
  if (data.status === 'error') return 'None: this was not answered.'
  return 'None: no command of it shows the same.'
}

function found({ regions }: ToolData): string[] {
  const items = regions.reduce((sum, region) => sum + region.items.length, 0)
  const failed = regions.filter(({ status }) => status === 'error').length
  const names = regions.map(({ region }) => region)
  return [
    names.length <= 3 ? names.join(', ') : `${names.length} regions`,
    items === 1 ? '1 item' : `${items} items`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ]
}

function size(value: unknown): string {
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '')
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`
}

function json(value: unknown, { symbols }: Look): string {
  const lines = (JSON.stringify(value, undefined, 2) ?? '').split('\n')
  if (lines.length <= mostLines) return lines.join('\n')
  const left = `${symbols.ellipsis} ${lines.length - mostLines} more lines: ask with --output json for all`
  return [...lines.slice(0, mostLines), left].join('\n')
}

const mostLines = 200
