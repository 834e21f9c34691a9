import { isZone } from '../../tools/is-zone.ts'
import { isRecord } from '../../tools/json.ts'
import { ToolError } from '../../tools/tool-error.ts'
import { traceHeaders } from '../../tools/trace-headers.ts'

/** What AgentCore and Lambda say about one call, beside its arguments. */
export interface Invocation {
  /** Bare, as `ec2_read_operations`. */
  tool: string
  /** To find the call again in the logs of Lambda, the gateway, MCP and the agent, named as there. */
  requestIds: Record<string, string>
  remainingTimeMs: number | undefined
  /** The function's own. */
  account: string | undefined
  /** Of what AWS bills: what is left to the answer that this call is for. */
  budgetUsd: number | undefined
  /** Of the person who asks: an IANA name. */
  timeZone: string | undefined
}

export function parseInvocation(context: unknown): Invocation | ToolError {
  const custom = customOf(context)
  const name = custom?.bedrockAgentCoreToolName
  if (custom === undefined || typeof name !== 'string' || name.length > 200) {
    return notAgentCore('The event has no AgentCore client context')
  }
  const [target, ...tool] = name.split('___')
  if (!target || tool.join('') === '') {
    return notAgentCore('bedrockAgentCoreToolName is not target___tool')
  }
  const [request_id, conversation_id, budget, zone] = propagated(
    custom.bedrockAgentCorePropagatedHeaders,
  )
  const arn = textIn(context, 'invokedFunctionArn') ?? ''
  return {
    tool: tool.join('___'),
    requestIds: withoutUndefined({
      awsRequestId: textIn(context, 'awsRequestId'),
      gatewayRequestId: textIn(custom, 'bedrockAgentCoreAwsRequestId'),
      mcpMessageId: opaqueId(asText(custom.bedrockAgentCoreMcpMessageId)),
      request_id: opaqueId(request_id),
      conversation_id: opaqueId(conversation_id),
    }),
    remainingTimeMs: remainingTime(context),
    account: /^arn:[^:]+:lambda:[^:]+:(\d{12}):/.exec(arn)?.[1],
    budgetUsd: dollars(budget),
    timeZone: typeof zone === 'string' && isZone(zone) ? zone : undefined,
  }
}

/** Lambda's own, of whatever event it is. */
export const lambdaRequestId = (context: unknown): string | undefined =>
  opaqueId(textIn(context, 'awsRequestId'))

/** What AgentCore says, which a gateway's target hands on as the client's context. */
function customOf(context: unknown): Record<string, unknown> | undefined {
  if (typeof context !== 'object' || context === null || !('clientContext' in context)) return
  const { clientContext } = context
  return isRecord(clientContext) && isRecord(clientContext.custom)
    ? clientContext.custom
    : undefined
}

/** Lambda's context is an object of a class of its own. */
function textIn(context: unknown, name: string): string | undefined {
  const value: unknown = Object(context)[name]
  return typeof value === 'string' ? value : undefined
}

const asText = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value)

function remainingTime(context: unknown): number | undefined {
  if (typeof context !== 'object' || context === null) return undefined
  if (!('getRemainingTimeInMillis' in context)) return undefined
  const { getRemainingTimeInMillis } = context
  if (typeof getRemainingTimeInMillis !== 'function') return undefined
  const left: unknown = getRemainingTimeInMillis.call(context)
  return typeof left === 'number' ? left : undefined
}

const propagated = (headers: unknown): unknown[] =>
  traceHeaders.map((name) =>
    isRecord(headers)
      ? Object.entries(headers).find(([header]) => header.toLowerCase() === name)?.[1]
      : undefined,
  )

/** Any client of the gateway may send these: what does not look like an id is not written down. */
const opaqueId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w-]{1,128}$/.test(value) ? value : undefined

/** Nor is what is no amount taken for one. What one call may ask for at all is bounded without it. */
const dollars = (value: unknown): number | undefined =>
  typeof value === 'string' && /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : undefined

const notAgentCore = (message: string) =>
  new ToolError('invalid_event', message, {
    hint: 'This function is called by an AgentCore gateway, which names the tool in its context.',
  })

const withoutUndefined = (record: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
