import type { AgentStreamEvent, ModelStreamEvent } from '@strands-agents/sdk'
import * as z from 'zod'
import { usualInput } from './conversations/mended.ts'
import {
  type AgentEvent,
  type AgentEventOf,
  addCharges,
  noticeOf,
  noUsage,
  type Usage,
} from './events.ts'
import type { ReadResult } from './evidence/read.ts'
import { progress } from './gateway-client.ts'
import { sentIn } from './model-form/write.ts'
import { failedOutcome, type ToolOutcome } from './tool-result.ts'

/** Makes events of what the agent's loop tells, and keeps count of what a turn took. */
export class TurnEvents {
  readonly usage: Usage = { ...noUsage }
  /** What the model has said of a message that it has not finished. */
  unfinished = ''
  /** When the first text came, as `performance.now()` has it. */
  firstTextAt: number | undefined
  /** Of all tool calls, side by side or not. */
  toolMs = 0
  /** Model calls of which nobody has said what they took: cut off, or of a server that never says. */
  #untold = 0
  readonly #calls = new Map<string, RunningCall>()
  readonly #outcomes = new Map<string, ToolOutcome>()
  /** Told with the next event of the loop. */
  readonly #pending: AgentEvent[] = []

  /** True where each model call has said what it took. */
  get isTold(): boolean {
    return this.#untold === 0
  }

  /** What the turn's calls read, in their order. */
  get read(): ReadResult[] {
    return [...this.#calls].map(([id, { tool, input }]) => {
      const result = this.#outcomes.get(id)?.result
      return { id, tool, input, result }
    })
  }

  /** Of each call: how long after `since` it was made, and how long it took. */
  callTimes(since: number): [number, number][] {
    return [...this.#calls.values()].map(({ startedAt, durationMs = 0 }) => [
      Math.max(0, Math.round(startedAt - since)),
      durationMs,
    ])
  }

  /** Of each call: what was sent for it, which its result says and a model is not told. */
  get sent() {
    return [...this.#calls.keys()].map((id) => sentIn(this.#outcomes.get(id)?.result))
  }

  /** To be told before the loop hears of the call's result. */
  readonly onOutcome = (toolUseId: string, outcome: ToolOutcome): void => {
    this.#outcomes.set(toolUseId, outcome)
    const { charges = [] } = outcome
    if (charges.length > 0) this.usage.charges = addCharges(this.usage.charges ?? [], charges)
  }

  /** A server that loads its model is waited for. */
  readonly onLoading = (): void => {
    this.#pending.push(modelLoading)
  };

  *of(event: AgentStreamEvent): Generator<AgentEvent> {
    yield* this.#pending.splice(0)
    switch (event.type) {
      case 'beforeModelCallEvent':
        this.usage.model_calls += 1
        this.#untold += 1
        break
      case 'modelStreamUpdateEvent':
        yield* this.#ofModel(event.event)
        break
      case 'modelMessageEvent':
        this.unfinished = ''
        break
      case 'beforeToolCallEvent':
        yield this.#toolCall(event.toolUse)
        break
      case 'toolResultEvent':
        yield* this.#toolResult(event.result.toolUseId)
        break
      case 'toolStreamUpdateEvent':
        yield* this.#toolProgress(event.event.data)
        break
      case 'afterToolsEvent':
        if (typeof event.endTurn === 'string') yield this.#paragraph(event.endTurn)
        break
    }
  }

  *#ofModel(event: ModelStreamEvent): Generator<AgentEvent> {
    if (event.type === 'modelContentBlockDeltaEvent' && event.delta.type === 'textDelta') {
      const { text } = event.delta
      yield this.unfinished === '' ? this.#paragraph(text) : { type: 'text', text }
      this.unfinished += text
    }
    if (event.type === 'modelContentBlockDeltaEvent' && isThought(event.delta)) {
      yield { type: 'reasoning', text: event.delta.text }
    }
    if (event.type === 'modelMetadataEvent' && event.usage !== undefined) {
      if (event.usage.inputTokens + event.usage.outputTokens > 0) this.#untold -= 1
      this.usage.input_tokens += event.usage.inputTokens
      this.usage.output_tokens += event.usage.outputTokens
      this.usage.cache_read_tokens += event.usage.cacheReadInputTokens ?? 0
      this.usage.cache_write_tokens += event.usage.cacheWriteInputTokens ?? 0
    }
  }

  /** Words before and after tool calls are paragraphs of one answer. */
  #paragraph(text: string): AgentEventOf<'text'> {
    const isFirst = this.firstTextAt === undefined
    this.firstTextAt ??= performance.now()
    return { type: 'text', text: `${isFirst ? '' : '\n\n'}${text}` }
  }

  #toolCall(toolUse: {
    toolUseId: string
    name: string
    input: unknown
  }): AgentEventOf<'tool_call'> {
    const { toolUseId: id, name: tool, input } = toolUse
    this.usage.tool_calls += 1
    const sent = usualInput(input)
    this.#calls.set(id, { tool, input: sent, startedAt: performance.now() })
    return { type: 'tool_call', id, tool, input: sent }
  }

  *#toolProgress(data: unknown): Generator<AgentEventOf<'tool_progress'>> {
    const { toolUseId: id = '', told } = callProgress.safeParse(data).data ?? {}
    const call = this.#calls.get(id)
    if (call === undefined) return
    yield {
      type: 'tool_progress',
      id,
      tool: call.tool,
      elapsed_ms: Math.round(performance.now() - call.startedAt),
      ...(told !== undefined && { done: told.progress }),
      ...(told?.total !== undefined && { total: told.total }),
      ...(told?.message !== undefined && { message: told.message }),
    }
  }

  /** Nothing of a call that was cancelled before it began. */
  *#toolResult(id: string): Generator<AgentEventOf<'tool_result'>> {
    const call = this.#calls.get(id)
    if (call === undefined) return
    const unknownTool = failedOutcome('unknown_tool', `There is no tool ${call.tool}.`)
    const { status, summary, truncated, result } = this.#outcomes.get(id) ?? unknownTool
    const duration_ms = Math.round(performance.now() - call.startedAt)
    call.durationMs = duration_ms
    this.toolMs += duration_ms
    yield {
      type: 'tool_result',
      id,
      tool: call.tool,
      status,
      duration_ms,
      summary,
      truncated,
      result,
    }
  }
}

const callProgress = z.object({ toolUseId: z.string(), told: progress.optional() })

interface RunningCall {
  tool: string
  input: Record<string, unknown>
  startedAt: number
  durationMs?: number
}

type Delta = Extract<ModelStreamEvent, { type: 'modelContentBlockDeltaEvent' }>['delta']

function isThought(delta: Delta): delta is Delta & { text: string } {
  return delta.type === 'reasoningContentDelta' && Boolean(delta.text)
}

const modelLoading = noticeOf(
  'model_loading',
  'The model server is loading its model: waiting for it.',
)
