import { randomUUID } from 'node:crypto'
import { traceHeaders } from '../../tools/trace-headers.ts'
import { type LambdaContext, lambdaContext } from '../lambda-runtime.ts'
import { company } from '../sample-account/facts/company.ts'
import type { ToolCall } from './mcp-server.ts'

/** The Lambda entry behind the gateway: the arguments are its event. */
export type InvokeTool = (event: unknown, context: GatewayLambdaContext) => Promise<unknown>

/** AgentCore says in the client context which tool is meant. */
interface GatewayLambdaContext extends LambdaContext {
  clientContext: {
    custom: {
      /** `target___tool` */
      bedrockAgentCoreToolName: string
      bedrockAgentCoreGatewayId: string
      bedrockAgentCoreTargetId: string
      bedrockAgentCoreMessageVersion: '1.0'
      bedrockAgentCoreAwsRequestId: string
      bedrockAgentCoreMcpMessageId: string
      /** Those of the client's headers that the target lets through. */
      bedrockAgentCorePropagatedHeaders?: Record<string, unknown>
    }
  }
}

interface Target {
  invoke: InvokeTool
  gatewayId: string
  targetId: string
  onError: (error: unknown) => void
}

/** Arguments and result go through JSON, as on the wire between AgentCore and Lambda. */
export function lambdaTarget(target: Target): (call: ToolCall) => Promise<unknown> {
  return async (call) => {
    try {
      const event = throughJson(call.arguments)
      return throughJson(await target.invoke(event, contextOf(call, target)))
    } catch (error) {
      target.onError(error)
      throw error
    }
  }
}

const toolHandler = {
  functionName: 'local-bedrock-agentcore-mcp-tool',
  region: 'us-east-1',
  accountId: company.accountId,
  memoryMb: 3008,
  timeoutMs: 900_000,
}

function contextOf(call: ToolCall, { gatewayId, targetId }: Target): GatewayLambdaContext {
  return {
    ...lambdaContext(toolHandler, randomUUID()),
    clientContext: {
      custom: {
        bedrockAgentCoreToolName: call.tool,
        bedrockAgentCoreGatewayId: gatewayId,
        bedrockAgentCoreTargetId: targetId,
        bedrockAgentCoreMessageVersion: '1.0',
        bedrockAgentCoreAwsRequestId: randomUUID(),
        bedrockAgentCoreMcpMessageId: call.messageId,
        ...propagated(call.headers),
      },
    },
  }
}

function propagated(headers: ToolCall['headers']) {
  const allowed = traceHeaders.filter((name) => Object.hasOwn(headers, name))
  if (allowed.length === 0) return undefined
  return {
    bedrockAgentCorePropagatedHeaders: Object.fromEntries(
      allowed.map((name) => [name, headers[name]]),
    ),
  }
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}
