import {
  JsonBlock,
  Tool,
  type ToolContext,
  ToolResultBlock,
  type ToolSpec,
} from '@strands-agents/sdk'
import { z } from 'zod'
import type { GatewaySession, GatewayTool as ListedTool } from './gateway.ts'
import { failedOutcome, type ToolOutcome, untrusted } from './tool-result.ts'
import type { TurnLimits } from './turn-limits.ts'

/** A tool of the gateway as the agent's loop wants it. */
export class GatewayTool extends Tool {
  readonly name: string
  readonly description: string
  readonly toolSpec: ToolSpec
  readonly #listed: ListedTool
  readonly #turn: ToolTurn

  constructor(listed: ListedTool, turn: ToolTurn) {
    super()
    const { name, description, inputSchema } = listed
    this.name = name
    this.description = description
    this.toolSpec = { name, description, inputSchema }
    this.#listed = listed
    this.#turn = turn
  }

  // biome-ignore lint/correctness/useYield: a call says nothing before its result
  override async *stream({ toolUse, cancelSignal }: ToolContext) {
    const { gateway, limits, onOutcome } = this.#turn
    const outcome = limits.allowToolCall()
      ? await gateway.call(this.#listed, toolInput(toolUse.input), cancelSignal)
      : failedOutcome('tool_limit', `${limits.toolLimit} Answer with what there is.`)
    onOutcome(toolUse.toolUseId, outcome)
    return new ToolResultBlock({
      toolUseId: toolUse.toolUseId,
      status: outcome.status === 'error' ? 'error' : 'success',
      content: [new JsonBlock({ json: untrusted(outcome.result) })],
    })
  }
}

/** The turn that a tool is called in. */
interface ToolTurn {
  gateway: GatewaySession
  limits: TurnLimits
  /** Hears what each call came to. */
  onOutcome: (toolUseId: string, outcome: ToolOutcome) => void
}

/** Models send an object, as the schema asks; anything else is no input. */
export function toolInput(input: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(input)
}
