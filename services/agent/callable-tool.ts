import {
  JsonBlock,
  Tool,
  type ToolContext,
  ToolResultBlock,
  type ToolSpec,
  ToolStreamEvent,
} from '@strands-agents/sdk'
import { whileRunning } from './call-progress.ts'
import { usualInput } from './conversations/mended.ts'
import type { GatewaySession } from './gateway.ts'
import type { Progress } from './gateway-client.ts'
import type { ListedTool } from './listed-tool.ts'
import { modelForm } from './model-form/write.ts'
import { bounded, failedOutcome, type ToolOutcome, untrusted } from './tool-result.ts'
import type { TurnBudget } from './turn-budget.ts'
import type { TurnLimits } from './turn-limits.ts'

/** A tool of the gateway as the agent's loop wants it. */
export class CallableTool extends Tool {
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

  override async *stream({ toolUse, cancelSignal }: ToolContext) {
    const running = whileRunning(toolUse.toolUseId, (onProgress) =>
      this.#outcomeOf(toolUse, { signal: cancelSignal, onProgress }),
    )
    let next = await running.next()
    for (; next.done !== true; next = await running.next()) {
      yield new ToolStreamEvent({ data: next.value })
    }
    const outcome = next.value
    const { onOutcome, resultBytes } = this.#turn
    onOutcome(toolUse.toolUseId, outcome)
    const form = modelForm(outcome.result, toolUse.input)
    return new ToolResultBlock({
      toolUseId: toolUse.toolUseId,
      status: outcome.status === 'error' ? 'error' : 'success',
      content: [new JsonBlock({ json: untrusted(bounded(form, resultBytes).result) })],
    })
  }

  async #outcomeOf({ toolUseId, input }: ToolContext['toolUse'], told: Told) {
    const { gateway, limits, budget, malformed } = this.#turn
    if (!limits.allowToolCall()) {
      return failedOutcome('tool_limit', `${limits.toolLimit} Answer with what there is.`)
    }
    if (malformed.has(toolUseId)) {
      return failedOutcome('invalid_input', 'The input of this call is not valid JSON: call again.')
    }
    return budget.spend((budgetUsd) =>
      gateway.call(this.#listed, usualInput(input), { ...told, budgetUsd }),
    )
  }
}

interface Told {
  signal: AbortSignal
  onProgress: (told: Progress) => void
}

/** The turn that a tool is called in. */
interface ToolTurn {
  gateway: GatewaySession
  limits: TurnLimits
  budget: TurnBudget
  /** Calls whose input the model wrote as no JSON. */
  malformed: ReadonlySet<string>
  /** The most that the model reads of one result. */
  resultBytes: number
  /** Hears what each call came to. */
  onOutcome: (toolUseId: string, outcome: ToolOutcome) => void
}
