import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { Caller } from './auth.ts'
import { connect, type Within, withHeaders } from './gateway-client.ts'
import { byShortName } from './gateway-names.ts'
import type { ListedTool } from './listed-tool.ts'
import { withOwnSignal } from './own-signal.ts'
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
  return (caller) => {
    const closing = new AbortController()
    const headers = new Headers({ authorization: `Bearer ${caller.token}` })
    let connection: Promise<Client> | undefined
    const connected = () => {
      connection ??= connect(url, headers, { signal: closing.signal, timeout: listTimeoutMs })
      return connection
    }
    const session: GatewaySession = {
      async tools(signal) {
        return memory.recall(caller) ?? (await session.fetchTools(signal))
      },
      async fetchTools(signal) {
        const client = await connected()
        const tools = await withOwnSignal(signal, (signal) =>
          listTools(client, { signal, timeout: listTimeoutMs }),
        )
        memory.keep(caller, tools)
        return tools
      },
      async call(tool, input, { signal, budgetUsd }) {
        try {
          const client = await connected()
          return await withOwnSignal(signal, (signal) =>
            withHeaders({ 'x-agent-budget-usd': inDollars(budgetUsd) }, () =>
              callTool(client, { tool, input, signal, timeout: toolTimeoutMs }),
            ),
          )
        } catch (error) {
          return gatewayFailure(error, toolTimeoutMs)
        }
      },
      prepare() {
        connected().catch(() => undefined)
      },
      belongsTo({ requestId, conversationId }) {
        headers.set('x-agent-request-id', requestId)
        headers.set('x-agent-conversation-id', conversationId)
      },
      async close() {
        if (connection === undefined) return
        closing.abort()
        const client = await connection.catch(() => undefined)
        await client?.close()
      },
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

async function listTools(client: Client, within: Within): Promise<ListedTool[]> {
  const listed: Awaited<ReturnType<Client['listTools']>>['tools'] = []
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const { tools, nextCursor } = await client.listTools(cursor ? { cursor } : {}, within)
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
}

async function callTool(client: Client, call: ToolCall): Promise<ToolOutcome> {
  const { tool, input, signal, timeout } = call
  const params = { name: tool.gatewayName, arguments: input }
  const answer = await client.callTool(params, undefined, { timeout, signal })
  const content = Array.isArray(answer.content) ? answer.content : []
  const text = content
    .map((part) => (part.type === 'text' ? part.text : `[${part.type}]`))
    .join('\n')
  return toolOutcome(text, answer.isError === true)
}

/** Rounded down: a millionth less may be spent, and none more. */
const inDollars = (usd: number) => (Math.floor(usd * 1e6 + 1e-3) / 1e6).toFixed(6)

const requestTimeout = -32001
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
  if (code >= badRequest.from && code <= badRequest.to) {
    return failedOutcome('invalid_input', 'The tool gateway refused this call.')
  }
  return lostOutcome('gateway_unavailable', 'The tool gateway could not be reached.')
}
