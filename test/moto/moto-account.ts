import { search } from '@jmespath-community/jmespath'
import { toolHandler } from '../../services/tool-handler/handle.ts'
import { isService } from '../../tools/catalogue/services.ts'
import { sdkClients } from '../../tools/executor/clients.ts'
import { plain } from '../../tools/executor/plain.ts'
import type { DataKind, RegionResult, ToolResult } from '../../tools/tool.ts'
import { tools } from '../../tools/tools.ts'

/** Calls one operation, `dynamodb:CreateTable`; gives what a JMESPath finds in the answer. */
export type Aws = (
  operation: string,
  input: Record<string, unknown>,
  gives?: string,
) => Promise<string[]>

/** Calls a tool, `ec2` for `ec2_read_operations`, through the handler as AgentCore does. */
export function toolCaller({ dataAccess = [], remainingMs = 60_000 }: Options = {}) {
  const handle = toolHandler({
    tools,
    clients: sdkClients(),
    dataAccess: new Set(dataAccess),
    defaultRegion: 'us-east-1',
  })
  return (tool: string, input: Record<string, unknown>): Promise<ToolResult> =>
    handle(input, {
      awsRequestId: 'lambda-1',
      getRemainingTimeInMillis: () => remainingMs,
      clientContext: {
        custom: {
          bedrockAgentCoreToolName: `docker-strands-target___${tool}_read_operations`,
          bedrockAgentCoreGatewayId: 'gateway',
          bedrockAgentCoreTargetId: 'target',
          bedrockAgentCoreMessageVersion: '1.0',
          bedrockAgentCoreAwsRequestId: 'gateway-1',
          bedrockAgentCoreMcpMessageId: 1,
        },
      },
    })
}

interface Options {
  dataAccess?: readonly DataKind[]
  remainingMs?: number
}

/** The way round the handler, to make what is then read through it. */
export function maker(region: string): Aws {
  const clients = sdkClients()
  return async (operation, input, gives = '[]') => {
    const [service = '', name = ''] = operation.split(':')
    if (!isService(service)) throw new Error(`No SDK client: ${service}`)
    const { signal } = new AbortController()
    const output = await clients.send({ service, operation: name, input, region, signal })
    const found: unknown = search(plain(output), gives)
    return Array.isArray(found) ? found.map(String) : []
  }
}

/** All items by region; a region's failure, or its being cut, stands in their place. */
export const itemsByRegion = ({ regions }: ToolResult): Record<string, unknown> =>
  Object.fromEntries(
    regions.map((part) => [part.region, part.status === 'ok' ? items(part) : part]),
  )

const items = (part: RegionResult & { status: 'ok' }) => (part.truncated ? part : part.items)
