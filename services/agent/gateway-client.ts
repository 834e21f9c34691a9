import * as z from 'zod'

/** What the agent asks of a gateway, in whichever version of MCP the two have in common. */
export interface GatewayClient {
  listPage(cursor: string | undefined, within: Within): Promise<ToolPage>
  callTool(call: ToolCall, within: Within): Promise<ToolAnswer>
  close(): Promise<void>
}

/** Of all requests of one caller, read anew for each: no `Headers`, with which `fetch` is loaded. */
export type CallerHeaders = Readonly<Record<string, string>>

export interface Within {
  signal: AbortSignal
  /** Milliseconds. */
  timeout: number
}

export interface ToolCall {
  /** With its target: `target___tool`. */
  name: string
  input: Record<string, unknown>
  /** Of this one request, beside the caller's. */
  headers: Readonly<Record<string, string>>
  /** Told what the gateway says of how far it is, before it answers. */
  onProgress?: ((progress: Progress) => void) | undefined
}

/** As MCP tells it; comes from tools, so it is held to what it may be. */
export const progress = z.object({
  progress: z.number(),
  total: z.number().optional().catch(undefined),
  message: z
    .string()
    .transform((text) => text.slice(0, 200))
    .optional()
    .catch(undefined),
})
export type Progress = z.infer<typeof progress>

export const toolPage = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string().optional(),
      inputSchema: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().optional(),
})
export type ToolPage = z.infer<typeof toolPage>

export const toolAnswer = z.object({
  content: z
    .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
    .optional()
    .catch(undefined),
  isError: z.boolean().optional().catch(undefined),
})
export type ToolAnswer = z.infer<typeof toolAnswer>

/**
 * That a gateway refused, or did not answer. `code` is the status where it refused the token or said
 * nothing in MCP's form; else what JSON-RPC or MCP have for it.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: number

  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** As MCP's own SDK numbers it. */
export const requestTimeout = -32001

/** The gateway speaks an earlier version than was asked in: it has done nothing. */
export class OlderGateway extends Error {
  override readonly name = 'OlderGateway'
}
