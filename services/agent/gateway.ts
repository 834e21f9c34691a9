import type { Caller } from './auth.ts'
import { type GatewayClient, requestTimeout, type ToolPage, type Within } from './gateway-client.ts'
import { byShortName } from './gateway-names.ts'
import type { ListedTool } from './listed-tool.ts'
import { negotiatedGateway } from './negotiated-gateway.ts'
import { wellFormed } from './text.ts'
import { toolMemory } from './tool-memory.ts'
import { failedOutcome, lostOutcome, type ToolOutcome, toolOutcome } from './tool-result.ts'

/** One caller's connection, made when it is first needed. Close it when the request is over. */
export interface GatewaySession {
  /** All pages of the list, from memory where this caller's is a few minutes old at most. */
  tools(signal: AbortSignal): Promise<readonly ListedTool[]>
  /** The list as it is now. */
  fetchTools(signal: AbortSignal): Promise<readonly ListedTool[]>
  /** Never throws: a gateway that fails is an outcome that the model can act on. */
  call(tool: ListedTool, input: Record<string, unknown>, bounds: Bounds): Promise<ToolOutcome>
  /** Begins to connect, for a call that is to come. */
  prepare(): void
  /** What later calls belong to, for the tool handler's log. */
  belongsTo(turn: { requestId: string; conversationId: string }): void
  close(): Promise<void>
}

interface Bounds {
  signal: AbortSignal
  /** What the call may ask for of what AWS bills. */
  budgetUsd: number
}

interface GatewayOptions {
  url: string
  toolTimeoutMs: number
  now: () => Date
}

/** Connections to the gateway with their callers' own tokens, and tool lists remembered by caller. */
export function gateway({ url, toolTimeoutMs, now }: GatewayOptions): Connect {
  const memory = toolMemory(now)
  const listTimeoutMs = Math.min(toolTimeoutMs, maxListTimeoutMs)
  const newClient = negotiatedGateway({ url, handshakeTimeoutMs: listTimeoutMs })
  return (caller) => {
    const headers = new Headers({ authorization: `Bearer ${caller.token}` })
    const client = newClient(headers)
    const session: GatewaySession = {
      async tools(signal) {
        return memory.recall(caller) ?? (await session.fetchTools(signal))
      },
      async fetchTools(signal) {
        const tools = await listTools(client, { signal, timeout: listTimeoutMs })
        memory.keep(caller, tools)
        return tools
      },
      async call(tool, input, { signal, budgetUsd }) {
        const headers = { 'x-agent-budget-usd': inDollars(budgetUsd) }
        try {
          return await callTool(client, { tool, input, headers, signal, timeout: toolTimeoutMs })
        } catch (error) {
          return gatewayFailure(error, toolTimeoutMs)
        }
      },
      prepare: () => client.prepare(),
      belongsTo({ requestId, conversationId }) {
        headers.set('x-agent-request-id', requestId)
        headers.set('x-agent-conversation-id', conversationId)
      },
      close: () => client.close(),
    }
    return session
  }
}

export type Connect = (caller: Caller) => GatewaySession

/** True where the gateway answered, but not to this caller's token. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 401 || error.code === 403)
}

const maxListTimeoutMs = 10_000
const maxPages = 50

async function listTools(client: GatewayClient, within: Within): Promise<ListedTool[]> {
  const listed: ToolPage['tools'] = []
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const { tools, nextCursor } = await client.listPage(cursor, within)
    listed.push(...tools)
    if (nextCursor === undefined) break
    cursor = nextCursor
  }
  return [...byShortName(listed)].map(([name, tool]) => {
    const { name: gatewayName, description = '', inputSchema } = tool
    return wellFormed({ name, gatewayName, description, inputSchema })
  })
}

interface ToolCall extends Within {
  tool: ListedTool
  input: Record<string, unknown>
  headers: Readonly<Record<string, string>>
}

async function callTool(client: GatewayClient, call: ToolCall): Promise<ToolOutcome> {
  const { tool, input, headers, ...within } = call
  const answer = await client.callTool({ name: tool.gatewayName, input, headers }, within)
  const { content = [], isError = false } = answer
  const text = content
    .map(({ type, text }) => (type === 'text' ? (text ?? '') : `[${type}]`))
    .join('\n')
  return toolOutcome(text, isError)
}

/** Rounded down: a millionth less may be spent, and none more. */
const inDollars = (usd: number) => (Math.floor(usd * 1e6 + 1e-3) / 1e6).toFixed(6)

/** JSON-RPC's own as well, but of the server: the tool may have run. */
const internalError = -32603
/** JSON-RPC's own: no such tool, or arguments that are not those of its schema. */
const badRequest = { from: -32700, to: -32600 }

function gatewayFailure(error: unknown, toolTimeoutMs: number): ToolOutcome {
  if (isTokenRefused(error)) {
    return failedOutcome('access_denied', 'The tool gateway refused your token.')
  }
  const code = error instanceof Error && 'code' in error ? Number(error.code) : Number.NaN
  if (code === requestTimeout) {
    return lostOutcome('timeout', `No answer from the tool within ${toolTimeoutMs / 1000} s.`)
  }
  if (code === internalError) {
    return lostOutcome('gateway_unavailable', 'The tool gateway failed within this call.')
  }
  if (code >= badRequest.from && code <= badRequest.to) {
    return failedOutcome('invalid_input', 'The tool gateway refused this call.')
  }
  return lostOutcome('gateway_unavailable', 'The tool gateway could not be reached.')
}
