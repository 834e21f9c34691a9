import {
  type CallToolResult,
  isSpecType,
  type Tool as ListedTool,
  type ListToolsResult,
  ProtocolErrorCode,
  Server,
} from '@modelcontextprotocol/server'
import { checkArguments } from './check-arguments.ts'
import { type ServedTool, searchTool, toolSearch } from './search.ts'

/** One call of a tool, on its way to the Lambda of the target. */
export interface ToolCall {
  /** `target___tool` */
  tool: string
  /** The JSON-RPC id of the client's request. */
  messageId: string
  arguments: Record<string, unknown>
  /** Of the client's request, names in lower case. */
  headers: Record<string, unknown>
}

interface ServedTools {
  tools: readonly ServedTool[]
  targetName: string
  semanticSearch: boolean
  pageSize: number
  call: (call: ToolCall) => Promise<unknown>
}

/** Makes the MCP server of one request: the gateway keeps no sessions. */
export function mcpServers(served: ServedTools): () => Server {
  const tools = new Map(served.tools.map((tool) => [`${served.targetName}___${tool.name}`, tool]))
  const own = [...tools].map(([name, tool]) => asListed(name, tool))
  const listed = served.semanticSearch ? [asListed(searchTool.name, searchTool), ...own] : own
  if (served.semanticSearch) tools.set(searchTool.name, searchTool)
  const search = toolSearch(own)

  function callTool(call: ToolCall): CallToolResult | Promise<CallToolResult> {
    const tool = tools.get(call.tool)
    if (tool === undefined) throw invalidParams(`Unknown tool: ${call.tool}`)
    const problem = checkArguments(tool.inputSchema, call.arguments)
    if (problem !== undefined) return { ...text(problem), isError: true }
    if (tool === searchTool) return foundTools(search(String(call.arguments.query)))
    return answerOf(served.call(call))
  }

  return () => {
    const info = { name: 'aws-operations-agent-local', version: '1.0.0' }
    const server = new Server(info, { capabilities: { tools: { listChanged: false } } })
    server.setRequestHandler('tools/list', ({ params }) =>
      page(listed, served.pageSize, params?.cursor),
    )
    server.setRequestHandler('tools/call', ({ params }, { mcpReq, http }) => {
      const { name: tool, arguments: input = {} } = params
      const headers = Object.fromEntries(http?.req?.headers ?? [])
      return callTool({ tool, messageId: String(mcpReq.id), arguments: input, headers })
    })
    return server
  }
}

function asListed(name: string, { description, inputSchema }: ServedTool): ListedTool {
  const tool: unknown = { name, description, inputSchema }
  if (isSpecType.Tool(tool)) return tool
  throw new Error(`${name} is no tool as MCP has it`)
}

function foundTools(tools: ListedTool[]): CallToolResult {
  const found = { tools }
  return { ...text(JSON.stringify(found)), structuredContent: found, isError: false }
}

/** What Lambda answers is one text of JSON; why it failed, AgentCore says to nobody. */
async function answerOf(called: Promise<unknown>): Promise<CallToolResult> {
  try {
    const json = JSON.stringify((await called) ?? null)
    if (Buffer.byteLength(json) > maxPayloadBytes) throw new Error('The result is too large')
    return { ...text(json), isError: false }
  } catch {
    return { ...text('An internal error occurred. Please retry later.'), isError: true }
  }
}

const maxPayloadBytes = 6 * 1024 * 1024

function text(value: string): { content: [{ type: 'text'; text: string }] } {
  return { content: [{ type: 'text', text: value }] }
}

function page(
  tools: readonly ListedTool[],
  size: number,
  cursor: string | undefined,
): ListToolsResult {
  const start = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64url').toString())
  const given = cursor === undefined || (start > 0 && start % size === 0 && start < tools.length)
  if (!given) throw invalidParams('Invalid cursor')
  const end = start + size
  const nextCursor = Buffer.from(String(end)).toString('base64url')
  return { tools: tools.slice(start, end), ...(end < tools.length ? { nextCursor } : {}) }
}

/** The SDK sends `code` and `message` of what is thrown; its own McpError puts words before them. */
function invalidParams(message: string): Error {
  return Object.assign(new Error(message), { code: ProtocolErrorCode.InvalidParams })
}
