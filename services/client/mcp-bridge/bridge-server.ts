import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { ClientError } from '../errors.ts'
import type { GatewayTools, Progress } from './gateway-tools.ts'

interface Bridge {
  tools: GatewayTools
  version: string
  /** For the model of the MCP client: what these tools are about. */
  instructions: string
  /** Told why a request failed. */
  onFailure: (failure: ClientError) => void
}

/** The MCP server of `aws-ops mcp`: what it is asked, it asks the gateway. */
export function bridgeServer({ tools, version, instructions, onFailure }: Bridge): Server {
  const server = new Server(
    { name: 'aws-ops', title: 'AWS Operations (read only)', version },
    { capabilities: { tools: {} }, instructions },
  )
  const noted = (error: unknown): unknown => {
    if (error instanceof ClientError) onFailure(error)
    return error
  }
  server.setRequestHandler(ListToolsRequestSchema, async (_request, { signal }) => {
    try {
      return { tools: await tools.list(signal) }
    } catch (error) {
      throw noted(error)
    }
  })
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, request) => {
    const { name, arguments: input = {} } = params
    const progressToken = request._meta?.progressToken
    const onProgress =
      progressToken === undefined
        ? undefined
        : (progress: Progress) => {
            const params = { ...progress, progressToken }
            request.sendNotification({ method: 'notifications/progress', params }).catch(noted)
          }
    try {
      return await tools.call({ name, input, onProgress }, request.signal)
    } catch (error) {
      return failedResult(noted(error))
    }
  })
  return server
}

/** What a person can mend is told as a result, which models and people get to read. */
function failedResult(error: unknown): CallToolResult {
  if (!(error instanceof ClientError)) throw error
  return { content: [{ type: 'text', text: error.message }], isError: true }
}
