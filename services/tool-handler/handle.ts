import type { Logger } from 'pino'
import type { Service } from '../../tools/catalogue/services.ts'
import { billedText, Spending } from '../../tools/executor/spending.ts'
import type { AwsClients, DataKind, Tool, ToolResult } from '../../tools/tool.ts'
import { refusal, ToolError } from '../../tools/tool-error.ts'
import { type Invocation, lambdaRequestId, parseInvocation } from './invocation.ts'

interface Options {
  tools: readonly Tool[]
  clients: AwsClients
  dataAccess: ReadonlySet<DataKind>
  defaultRegion: string
  /** Accounts besides the own whose resources calls may name. */
  readableAccounts?: ReadonlySet<string> | undefined
  /** Those that are on; all where nothing is said. */
  services?: readonly Service[] | undefined
  now?: () => Date
  log?: Pick<Logger, 'info' | 'error'>
}

/** A call ends this long before Lambda would end the process: time to answer and to log. */
const reserveMs = 5_000

/** The Lambda function behind an AgentCore gateway target: one tool call an event, never a throw. */
export function toolHandler(options: Options) {
  return async (event: unknown, context: unknown): Promise<ToolResult> => {
    const startedAt = performance.now()
    const invocation = parseInvocation(context)
    if (invocation instanceof ToolError) {
      const line = { code: invocation.code, awsRequestId: lambdaRequestId(context) }
      options.log?.error(line, invocation.message)
      return refusal(invocation)
    }
    const { tool, requestIds } = invocation
    try {
      const result = await runTool(event, invocation, options)
      const durationMs = Math.round(performance.now() - startedAt)
      options.log?.info({ tool, ...summary(result), durationMs, ...requestIds }, 'tool answered')
      return result
    } catch (error) {
      options.log?.error({ tool, err: error, ...requestIds }, 'tool failed')
      return refusal(new ToolError('internal', `${tool} failed on its own account`))
    }
  }
}

async function runTool(
  event: unknown,
  { tool: name, remainingTimeMs, account, budgetUsd, timeZone }: Invocation,
  { tools, now = () => new Date(), log: _log, ...options }: Options,
): Promise<ToolResult> {
  const tool = tools.find((tool) => tool.name === name)
  if (tool === undefined) return refusal(unknownTool(name, tools))
  const signal = deadline(remainingTimeMs)
  const spending = new Spending(budgetUsd)
  const result = await tool.run(event, {
    ...options,
    ...(account === undefined ? {} : { account }),
    ...(timeZone === undefined ? {} : { timeZone }),
    spending,
    now,
    signal,
  })
  const charges = spending.charges()
  const billed = billedText(charges)
  return billed === undefined ? result : { ...result, billed, charges }
}

const deadline = (remainingTimeMs: number | undefined): AbortSignal =>
  remainingTimeMs === undefined
    ? new AbortController().signal
    : AbortSignal.timeout(Math.max(0, Math.floor(remainingTimeMs - reserveMs)))

const unknownTool = (name: string, tools: readonly Tool[]) =>
  new ToolError('unknown_tool', `Unknown tool: ${name}`, {
    hint: `Tools: ${tools.map(({ name }) => name).join(', ')}.`,
  })

/** What may be logged of a result: no inputs, no items, no messages. */
const summary = ({ operation, status, code, regions, ...rest }: ToolResult) => ({
  operation,
  status,
  code: code ?? regions.find((region) => region.status === 'error')?.code,
  regions: [...regions.map(({ region }) => region), ...(rest.empty_regions ?? [])],
  // How many calls of one operation this was.
  ...(rest.for_each === undefined ? {} : { names: rest.for_each.names }),
  ...(rest.billed === undefined ? {} : { billed: rest.billed }),
})
