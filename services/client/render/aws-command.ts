import * as z from 'zod'
import { isUnseen } from '../strip-controls.ts'
import { jsonText } from './json-text.ts'
import { type ToolCall, type ToolData, type ToolResult, toolDataOf } from './tool-data.ts'

/**
 * The `aws` commands that read the same, for a POSIX shell, made from what the tool says it sent and
 * never from what it was asked for. Undefined where AWS was not asked, or where no command would
 * show the same.
 */
export function awsCommand(call: ToolCall, result: ToolResult | undefined): string | undefined {
  const data = toolDataOf(result?.result)
  if (data === undefined || data.status === 'error' || !isOfAws(call)) return undefined
  if (data.calls.length > 0) return recipeCommands(data.calls)
  return ofOneCall(call, data)
}

/** Of the service that a tool is named for. */
export function cliName(tool: string): string {
  return tool.replace(/_read_operations$/, '').replace(/^cost_explorer$/, 'ce')
}

/** Another target of the gateway may say of its results what it likes. */
const isOfAws = ({ tool }: ToolCall) => tool.endsWith('_read_operations')

interface Read {
  /** `ec2:DescribeInstances` */
  operation: string
  parameters: Parameters
  query?: string | undefined
}

type Parameters = Record<string, unknown>

function ofOneCall({ input }: ToolCall, data: ToolData): string | undefined {
  const { call, cli_query: query, for_each: each } = data
  if (call === undefined || !operationName.test(call.operation)) return undefined
  // What is too long to say again is left out of `call`.
  const isLeftOut = call.parameters === undefined && hasMembers(input.parameters)
  if (isLeftOut || (call.query !== undefined && query === undefined)) return undefined
  if (isUnseen(query ?? '')) return undefined
  const read = { operation: call.operation, parameters: call.parameters ?? {}, query }
  const answered = data.regions.filter(({ status }) => status === 'ok')
  if (each === undefined) {
    const command = commandOf(read)
    return command && inRegions(command, namesOf(answered))
  }
  const commands = answered.map((region) => {
    const names = namesIn(region, read.parameters[each.parameter], each.parameter)
    return names.length === 0 ? undefined : forEach(read, { ...each, names, region: region.region })
  })
  return commands.some((command) => command === undefined) ? undefined : commands.join('\n')
}

/** Some are composed of several requests (`logs:InsightsQuery`): no command does the same. */
const operationName = /^(?!recipe:|logs:InsightsQuery$)[a-z\d-]+:[A-Z]\w*$/

const hasMembers = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '') ||
  (typeof value === 'object' && value !== null && Object.keys(value).length > 0)

/** The reads that a recipe made, each once, in all the regions in which it made it. */
function recipeCommands(calls: ToolData['calls']): string | undefined {
  const regions = new Map<string, string[]>()
  for (const { service, operation, parameters = {}, region } of calls) {
    const name = `${service}:${operation}`
    const command = operationName.test(name) && commandOf({ operation: name, parameters })
    if (command) regions.set(command, [...(regions.get(command) ?? []), region])
  }
  const commands = [...regions].map(([command, among]) => inRegions(command, among))
  return commands.length === 0 ? undefined : commands.join('\n')
}

interface Each {
  parameter: string
  names: string[]
  region: string
}

/** The names that were asked for; of `all`, those that the rows are of. */
function namesIn(
  { items, failures }: ToolData['regions'][number],
  asked: unknown,
  parameter: string,
): string[] {
  const rows = [...items, ...failures].map((row) => named.safeParse(row).data?.[parameter])
  return [...new Set(Array.isArray(asked) ? asked : rows)].filter(
    (name) => typeof name === 'string',
  )
}

const named = z.record(z.string(), z.unknown())

/** A loop, where the shell can hand on the names as they are. */
function forEach(read: Read, { parameter, names, region }: Each): string {
  const { [parameter]: _, ...others } = read.parameters
  const areOptions = names.every(isPlain) && isOption(parameter)
  if (names.length === 1 || !areOptions) {
    return names
      .map((name) => commandOf({ ...read, parameters: { ...others, [parameter]: name } }))
      .map((command) => inRegions(command, [region]))
      .join('\n')
  }
  const command = `${commandOf({ ...read, parameters: others })} --${kebabCase(parameter)} "$name"`
  return `for name in ${names.map(quoted).join(' ')}; do ${inRegions(command, [region])}; done`
}

function commandOf({ operation, parameters, query }: Read): string {
  const [service = '', name = ''] = operation.split(':')
  const words = [
    'aws',
    service === 's3' ? 's3api' : service,
    kebabCase(name),
    ...given(parameters),
    ...(query === undefined ? [] : [`--query=${query}`]),
  ]
  return words.map(quoted).join(' ')
}

/** As options where all of them can be; else together as JSON, which the CLI takes as it is. */
function given(parameters: Parameters): string[] {
  const entries = Object.entries(parameters)
  if (entries.every(([name, value]) => isPlain(value) && isOption(name))) {
    return entries.flatMap(([name, value]) => option(name, value))
  }
  return ['--cli-input-json', jsonText(parameters)]
}

const isOption = (name: string) => /^\w+$/.test(name) && !ownOptions.has(kebabCase(name))

/** Nothing in it looks like an option, a file or a URL to the CLI, or like JSON or shorthand. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') {
    return /^[^-[{@\s]/.test(value) && !fileOrUrl.test(value) && !isUnseen(value)
  }
  if (Array.isArray(value)) return value.length > 0 && value.every(isPlain)
  if (typeof value !== 'object') return true
  return value !== null && Object.values(value).every(isPlain)
}

const fileOrUrl = /^(?:file|fileb|https?):/i

/** `--instance-ids i-1 i-2`, `--no-dry-run`; whatever holds more than values is JSON. */
function option(name: string, value: unknown): string[] {
  const dashed = kebabCase(name)
  if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${dashed}`]
  if (typeof value === 'string' || typeof value === 'number') return [`--${dashed}`, `${value}`]
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return [`--${dashed}`, ...value]
  }
  return [`--${dashed}`, JSON.stringify(value)]
}

/** What the CLI would take for itself. */
const ownOptions = new Set([
  'ca-bundle',
  'cli-auto-prompt',
  'cli-binary-format',
  'cli-connect-timeout',
  'cli-input-json',
  'cli-input-yaml',
  'cli-read-timeout',
  'color',
  'debug',
  'endpoint-url',
  'generate-cli-skeleton',
  'no-cli-auto-prompt',
  'no-cli-pager',
  'no-paginate',
  'no-sign-request',
  'no-verify-ssl',
  'output',
  'profile',
  'query',
  'region',
  'version',
])

/** As the CLI does it: `DescribeDBInstances` is `describe-db-instances`, `ListARNs` `list-arns`. */
function kebabCase(name: string): string {
  return name
    .replace(/[A-Z]{2,}s$/, (acronyms) => `-${acronyms.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/^-|-(?=-)/g, '')
    .toLowerCase()
}

const namesOf = (regions: ToolData['regions']): string[] => regions.map(({ region }) => region)

function inRegions(command: string, regions: readonly string[]): string {
  const [region, ...others] = [...new Set(regions)].filter((each) => regionName.test(each))
  if (region === undefined) return command
  if (others.length === 0) return `${command} --region ${region}`
  return `for region in ${[region, ...others].join(' ')}; do ${command} --region "$region"; done`
}

/** `global` is none. */
const regionName = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
