import * as z from 'zod'
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
}

export function parseInvocation(context: unknown): Invocation | ToolError {
  const parsed = contextSchema.safeParse(context)
  if (!parsed.success) return notAgentCore('The event has no AgentCore client context')
  const { clientContext, awsRequestId, getRemainingTimeInMillis, invokedFunctionArn } = parsed.data
  const { custom } = clientContext
  const [target, ...tool] = custom.bedrockAgentCoreToolName.split('___')
  if (!target || tool.join('') === '') {
    return notAgentCore('bedrockAgentCoreToolName is not target___tool')
  }
  const [request_id, conversation_id, budget] = propagated(custom.bedrockAgentCorePropagatedHeaders)
  return {
    tool: tool.join('___'),
    requestIds: withoutUndefined({
      awsRequestId,
      gatewayRequestId: custom.bedrockAgentCoreAwsRequestId,
      mcpMessageId: opaqueId.parse(custom.bedrockAgentCoreMcpMessageId?.toString()),
      request_id: opaqueId.parse(request_id),
      conversation_id: opaqueId.parse(conversation_id),
    }),
    remainingTimeMs: getRemainingTimeInMillis?.(),
    account: /^arn:[^:]+:lambda:[^:]+:(\d{12}):/.exec(invokedFunctionArn ?? '')?.[1],
    budgetUsd: dollars.parse(budget),
  }
}

/** Lambda's own, of whatever event it is. */
export const lambdaRequestId = (context: unknown): string | undefined =>
  z.object({ awsRequestId: opaqueId }).safeParse(context).data?.awsRequestId

const propagated = (headers: Record<string, unknown>): unknown[] =>
  traceHeaders.map(
    (name) => Object.entries(headers).find(([header]) => header.toLowerCase() === name)?.[1],
  )

/** Any client of the gateway may send these: what does not look like an id is not written down. */
const opaqueId = z
  .string()
  .regex(/^[\w-]{1,128}$/)
  .optional()
  .catch(undefined)

/** Nor is what is no amount taken for one. What one call may ask for at all is bounded without it. */
const dollars = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/)
  .transform(Number)
  .optional()
  .catch(undefined)

const contextSchema = z.object({
  clientContext: z.object({
    custom: z.object({
      bedrockAgentCoreToolName: z.string().max(200),
      bedrockAgentCoreAwsRequestId: z.string().optional(),
      bedrockAgentCoreMcpMessageId: z.union([z.string(), z.number()]).optional().catch(undefined),
      bedrockAgentCorePropagatedHeaders: z.record(z.string(), z.unknown()).catch({}),
    }),
  }),
  awsRequestId: z.string().optional(),
  invokedFunctionArn: z.string().optional().catch(undefined),
  getRemainingTimeInMillis: z
    .custom<() => number>((value) => typeof value === 'function')
    .optional(),
})

const notAgentCore = (message: string) =>
  new ToolError('invalid_event', message, {
    hint: 'This function is called by an AgentCore gateway, which names the tool in its context.',
  })

const withoutUndefined = (record: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
