import {
  JsonBlock,
  Tool,
  type ToolContext,
  ToolResultBlock,
  type ToolSpec,
} from '@strands-agents/sdk'
import { z } from 'zod'
import type { GatewaySession, GatewayTool as ListedTool } from './gateway.ts'
import { type ToolOutcome, untrusted } from './tool-result.ts'

/** A tool of the gateway as the agent's loop wants it; `onOutcome` hears what each call came to. */
export class GatewayTool extends Tool {
  readonly name: string
  readonly description: string
  readonly toolSpec: ToolSpec
  readonly #listed: ListedTool
  readonly #gateway: GatewaySession
  readonly #onOutcome: OnOutcome

  constructor(listed: ListedTool, gateway: GatewaySession, onOutcome: OnOutcome) {
    super()
    const { name, description, inputSchema } = listed
    this.name = name
    this.description = description
    this.toolSpec = { name, description, inputSchema }
    this.#listed = listed
    this.#gateway = gateway
    this.#onOutcome = onOutcome
  }

  // biome-ignore lint/correctness/useYield: a call says nothing before its result
  override async *stream({ toolUse, cancelSignal }: ToolContext) {
    const input = toolInput(toolUse.input)
    const outcome = await this.#gateway.call(this.#listed, input, cancelSignal)
    this.#onOutcome(toolUse.toolUseId, outcome)
    return new ToolResultBlock({
      toolUseId: toolUse.toolUseId,
      status: outcome.status === 'error' ? 'error' : 'success',
      content: [new JsonBlock({ json: untrusted(outcome.result) })],
    })
  }
}

type OnOutcome = (toolUseId: string, outcome: ToolOutcome) => void

/** Models send an object, as the schema asks; anything else is no input. */
export function toolInput(input: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(input)
}
