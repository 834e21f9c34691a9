import type { Caller } from './auth.ts'
import {
  type GatewayClient,
  type Progress,
  requestTimeout,
  type ToolPage,
  type Within,
} from './gateway-client.ts'
import { byShortName } from './gateway-names.ts'
import type { ListedTool } from './listed-tool.ts'
import { negotiatedGateway } from './negotiated-gateway.ts'
import { wellFormed } from './text.ts'
import { isFresh, type ToolMemory } from './tool-memory.ts'
import { failedOutcome, lostOutcome, type ToolOutcome, toolOutcome } from './tool-result.ts'

/** One caller's connection, made when it is first needed. Close it when the request is over. */
export interface GatewaySession {
  /** All pages of the list, from memory where there is one. What is old of it is asked for anew, beside. */
  tools(signal: AbortSignal): Promise<readonly ListedTool[]>
  /** The list as it is now. */
  fetchTools(signal: AbortSignal): Promise<readonly ListedTool[]>
  /** Never throws: a gateway that fails is an outcome that the model can act on. */
  call(tool: ListedTool, input: Record<string, unknown>, bounds: Bounds): Promise<ToolOutcome>
  /** Begins to connect, for a call that is to come. */
  prepare(): void
  /** What later calls belong to, for the tool handler's log, and by whose clock they are read. */
  belongsTo(turn: TurnSaid): void
  close(): Promise<void>
}

interface TurnSaid {
  requestId: string
  conversationId: string
  /** UTC where nothing is said. */
  timeZone?: string | undefined
}

interface Bounds {
  signal: AbortSignal
  /** What the call may ask for of what AWS bills. */
  budgetUsd: number
  onProgress?: ((progress: Progress) => void) | undefined
}

interface GatewayOptions {
  url: string
  toolTimeoutMs: number
  memory: ToolMemory
  now: () => Date
}

/** Connections to the gateway with their callers' own tokens. */
export function gateway({ url, toolTimeoutMs, memory, now }: GatewayOptions): Connect {
  const listTimeoutMs = Math.min(toolTimeoutMs, maxListTimeoutMs)
  const newClient = negotiatedGateway({ url, handshakeTimeoutMs: listTimeoutMs })
  return (caller) => {
    const headers: Record<string, string> = { authorization: `Bearer ${caller.token}` }
    const client = newClient(headers)
    /** The tool of that name where it has become another one's; the list that said else is replaced. */
    async function asListedNow(tool: ListedTool, signal: AbortSignal) {
      const kept = await memory.recall(caller)
      if (kept !== undefined && now().getTime() - kept.listedAt < justListedMs) return undefined
      const listed = await session.fetchTools(signal).catch(() => [])
      const found = listed.find(({ name }) => name === tool.name)
      return found?.gatewayName === tool.gatewayName ? undefined : found
    }
    const session: GatewaySession = {
      async tools(signal) {
        const kept = await memory.recall(caller)
        if (kept === undefined) return session.fetchTools(signal)
        if (!isFresh(kept, now())) beside(session.fetchTools(signal))
        return kept.tools
      },
      async fetchTools(signal) {
        const listedAt = now().getTime()
        const tools = await listTools(client, { signal, timeout: listTimeoutMs })
        beside(memory.keep(caller, { tools, listedAt }))
        return tools
      },
      async call(tool, input, { signal, budgetUsd, onProgress }) {
        const headers = { 'x-agent-budget-usd': inDollars(budgetUsd) }
        const within = { signal, timeout: toolTimeoutMs, onProgress }
        const callAs = (tool: ListedTool) => callTool(client, { tool, input, headers, ...within })
        try {
          return await callAs(tool)
        } catch (error) {
          const now = isUnknown(error) ? await asListedNow(tool, signal) : undefined
          if (now === undefined) return gatewayFailure(error, toolTimeoutMs)
          return callAs(now).catch((error: unknown) => gatewayFailure(error, toolTimeoutMs))
        }
      },
      prepare: () => client.prepare(),
      belongsTo({ requestId, conversationId, timeZone }) {
        headers['x-agent-request-id'] = requestId
        headers['x-agent-conversation-id'] = conversationId
        if (timeZone !== undefined) headers['x-agent-time-zone'] = timeZone
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

/** Nobody waits for it, and without it all goes on as before. */
function beside(work: Promise<unknown>): void {
  work.catch(() => undefined)
}

/** A list as new as this has no other names than the gateway. */
const justListedMs = 10_000

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
  onProgress: ((progress: Progress) => void) | undefined
  tool: ListedTool
  input: Record<string, unknown>
  headers: Readonly<Record<string, string>>
}

async function callTool(client: GatewayClient, call: ToolCall): Promise<ToolOutcome> {
  const { tool, input, headers, onProgress, ...within } = call
  const answer = await client.callTool(
    { name: tool.gatewayName, input, headers, onProgress },
    within,
  )
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

/** What is said of a tool that there is none of: it did not run. */
const isUnknown = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === invalidParams

const invalidParams = -32602
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
