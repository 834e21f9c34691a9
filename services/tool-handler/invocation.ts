import { z } from 'zod'
import { ToolError } from '../../tools/tool-error.ts'

/** What AgentCore and Lambda say about one call, beside its arguments. */
export interface Invocation {
  /** Bare, as `ec2_read_operations`. */
  tool: string
  /** Of Lambda, the gateway and MCP, to find the call again in their logs. */
  requestIds: Record<string, string>
  remainingTimeMs: number | undefined
}

export function parseInvocation(context: unknown): Invocation | ToolError {
  const parsed = contextSchema.safeParse(context)
  if (!parsed.success) return notAgentCore('The event has no AgentCore client context')
  const { clientContext, awsRequestId, getRemainingTimeInMillis } = parsed.data
  const { custom } = clientContext
  const [target, ...tool] = custom.bedrockAgentCoreToolName.split('___')
  if (!target || tool.join('') === '') {
    return notAgentCore('bedrockAgentCoreToolName is not target___tool')
  }
  return {
    tool: tool.join('___'),
    requestIds: withoutUndefined({
      awsRequestId,
      gatewayRequestId: custom.bedrockAgentCoreAwsRequestId,
      mcpMessageId: custom.bedrockAgentCoreMcpMessageId?.toString(),
    }),
    remainingTimeMs: getRemainingTimeInMillis?.(),
  }
}

const contextSchema = z.object({
  clientContext: z.object({
    custom: z.object({
      bedrockAgentCoreToolName: z.string().max(200),
      bedrockAgentCoreAwsRequestId: z.string().optional(),
      bedrockAgentCoreMcpMessageId: z.union([z.string(), z.number()]).optional(),
    }),
  }),
  awsRequestId: z.string().optional(),
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
