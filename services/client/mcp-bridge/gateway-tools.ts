import {
  type CallToolResult,
  CallToolResultSchema,
  ListToolsResultSchema,
  type ProgressNotification,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js'
import { byShortName } from '../../agent/gateway-names.ts'
import type { Token } from './authorized-fetch.ts'
import { type Connections, gatewayConnections } from './connections.ts'
import { isOwn } from './own-tools.ts'
import { toolTitle } from './tool-title.ts'

/** The gateway's tools under their short names. */
export interface GatewayTools {
  /** All pages, the gateway's own search left out. */
  list(signal: AbortSignal): Promise<Tool[]>
  call(call: ToolCall, signal: AbortSignal): Promise<CallToolResult>
  close(): Promise<void>
}

interface ToolCall {
  name: string
  input: Record<string, unknown>
  /** Told of the gateway's progress notifications; undefined where nobody asked for them. */
  onProgress: ((progress: Progress) => void) | undefined
}

export type Progress = Omit<ProgressNotification['params'], 'progressToken'>

export function gatewayTools(gateway: { url: string; token: Token }): GatewayTools {
  const connections = gatewayConnections(gateway)
  let gatewayNames: ReadonlyMap<string, string> | undefined

  async function list(signal: AbortSignal): Promise<Tool[]> {
    const named = byShortName(await allPages(connections, signal))
    gatewayNames = new Map([...named].map(([short, { name }]) => [short, name]))
    return [...named].map(([name, tool]) =>
      isOwn(tool) ? asReadOnly(name, tool) : asUnknown(name, tool),
    )
  }

  return {
    list,
    async call({ name, input, onProgress }, signal) {
      if (gatewayNames === undefined) await list(signal)
      // An unknown name goes on as it is: the gateway says what is wrong with it.
      const params = { name: gatewayNames?.get(name) ?? name, arguments: input }
      return connections.use(
        (client) =>
          client.request({ method: 'tools/call', params }, CallToolResultSchema, {
            signal,
            timeout: callTimeoutMs,
            resetTimeoutOnProgress: true,
            ...(onProgress === undefined ? {} : { onprogress: onProgress }),
          }),
        signal,
      )
    },
    close: () => connections.close(),
  }
}

const listTimeoutMs = 15_000
// Tools bound themselves well below this; a gateway that hangs must not hold the client for ever.
const callTimeoutMs = 120_000
const maxPages = 50

function allPages(connections: Connections, signal: AbortSignal): Promise<Tool[]> {
  return connections.use(async (client) => {
    const listed: Tool[] = []
    let cursor: string | undefined
    for (let page = 0; page < maxPages; page += 1) {
      const params = cursor === undefined ? {} : { cursor }
      const options = { timeout: listTimeoutMs, signal }
      const answer = await client.request(
        { method: 'tools/list', params },
        ListToolsResultSchema,
        options,
      )
      listed.push(...answer.tools)
      cursor = answer.nextCursor
      if (cursor === undefined) break
    }
    return listed
  }, signal)
}

/** A tool of another target is what its owner made it: nobody here knows whether it only reads. */
function asUnknown(name: string, { annotations: _, ...tool }: Tool): Tool {
  return { ...tool, name }
}

/** AgentCore's schemas have no place for titles and annotations. */
function asReadOnly(name: string, tool: Tool): Tool {
  const title = toolTitle(name)
  return {
    ...tool,
    name,
    title,
    annotations: {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: true,
    },
  }
}
