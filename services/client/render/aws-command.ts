import { z } from 'zod'
import { parseJson } from '../parse-json.ts'
import { type ToolCall, type ToolResult, toolDataOf } from './tool-data.ts'

/**
 * The `aws` command that reads the same, for a POSIX shell; undefined for recipes, and where AWS was
 * not asked. `query` is left out: that of the CLI sees AWS's whole answer, not its items.
 */
export function awsCommand(call: ToolCall, result: ToolResult | undefined): string | undefined {
  const data = toolDataOf(result?.result)
  const [service = '', operation] = (data?.operation ?? operationOf(call)).split(':')
  if (service === 'recipe' || operation === undefined) return undefined
  const words = [
    'aws',
    service === 's3' ? 's3api' : service,
    kebabCase(operation),
    ...Object.entries(parametersOf(call)).flatMap(([name, value]) => option(name, value)),
    ...(typeof call.input.max_items === 'number' ? ['--max-items', call.input.max_items] : []),
  ]
  const command = words.map((word) => quoted(String(word))).join(' ')
  return inRegions(command, data?.regions.map(({ region }) => region) ?? regionsOf(call))
}

/** `s3:ListBuckets`; an operation without a service is the one that its tool is named for. */
function operationOf({ tool, input: { operation } }: ToolCall): string {
  if (typeof operation !== 'string') return ''
  if (operation.includes(':')) return operation
  return `${cliName(tool)}:${operation}`
}

/** Of the service that a tool is named for. */
export function cliName(tool: string): string {
  return tool.replace(/_read_operations$/, '').replace(/^cost_explorer$/, 'ce')
}

function parametersOf({ input: { parameters } }: ToolCall): Record<string, unknown> {
  const value = typeof parameters === 'string' ? parseJson(parameters) : parameters
  return z.record(z.string(), z.unknown()).safeParse(value).data ?? {}
}

/** `--instance-ids i-1 i-2`, `--no-dry-run`; whatever holds more than values is JSON. */
function option(name: string, value: unknown): (string | number)[] {
  const dashed = kebabCase(name)
  if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${dashed}`]
  if (typeof value === 'string' || typeof value === 'number') return [`--${dashed}`, value]
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return [`--${dashed}`, ...value]
  }
  return [`--${dashed}`, JSON.stringify(value)]
}

/** As the CLI does it: `DescribeDBInstances` is `describe-db-instances`, `ListARNs` `list-arns`. */
function kebabCase(name: string): string {
  return name
    .replace(/[A-Z]{2,}s$/, (acronyms) => `-${acronyms.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/^-|-(?=-)/g, '')
    .toLowerCase()
}

const regionsOf = ({ input: { region } }: ToolCall): string[] =>
  [region].flat().filter((each) => typeof each === 'string')

function inRegions(command: string, regions: readonly string[]): string {
  const [region, ...others] = regions
    .filter((each) => each !== 'global' && each !== 'all')
    .map(quoted)
  if (region === undefined) return command
  if (others.length === 0) return `${command} --region ${region}`
  return `for region in ${[region, ...others].join(' ')}; do ${command} --region "$region"; done`
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
