import type { Message, ModelStreamEvent, StreamOptions } from '@strands-agents/sdk'
import { distinctId, usualInput, usualName } from './conversations/mended.ts'
import { type Part, Thoughts } from './thoughts.ts'
import { signOfLife, WrappedModel } from './wrapped-model.ts'

/**
 * A model whose answers are in the form that the agent's loop, the table and each later turn take,
 * whatever its provider makes of them: one block after the other, a call that is there is run
 * whatever the stop reason, ids are new, inputs are objects, no text has half of a character, and what
 * is thought is no part of what is said.
 */
export class OrderlyModel extends WrappedModel {
  /** Ids of calls whose input was no JSON; the loop is given an empty one. */
  readonly malformed = new Set<string>()

  override async *stream(
    messages: Message[],
    options?: StreamOptions,
  ): AsyncGenerator<ModelStreamEvent> {
    const order = new Order(idsIn(messages), this.malformed)
    for await (const event of this.model.stream(messages, options)) yield* order.of(event)
  }
}

function idsIn(messages: readonly Message[]): Set<string> {
  const blocks = messages.flatMap(({ content }) => content)
  return new Set(
    blocks.flatMap((block) => (block.type === 'toolUseBlock' ? [block.toolUseId] : [])),
  )
}

type EventOf<T extends ModelStreamEvent['type']> = Extract<ModelStreamEvent, { type: T }>
type Delta = EventOf<'modelContentBlockDeltaEvent'>['delta']

/** A block that was begun and not ended: of a call, what has come of its input. */
type Open =
  | { kind: 'text' }
  | { kind: 'thought' }
  | { kind: 'other' }
  | { kind: 'call'; id: string; input: string }

/** One answer. */
class Order {
  readonly #taken: Set<string>
  readonly #malformed: Set<string>
  #isStarted = false
  #open: Open | undefined
  #calls = 0
  /** The first half of a character whose second is still to come. */
  #half = ''
  readonly #thoughts = new Thoughts()

  constructor(taken: Set<string>, malformed: Set<string>) {
    this.#taken = taken
    this.#malformed = malformed
  }

  *of(event: ModelStreamEvent): Generator<ModelStreamEvent> {
    if (!this.#isStarted) {
      this.#isStarted = true
      yield { type: 'modelMessageStartEvent', role: 'assistant' }
    }
    switch (event.type) {
      case 'modelMessageStartEvent':
        return
      case 'modelContentBlockStartEvent':
        yield* this.#begin(event)
        return
      case 'modelContentBlockDeltaEvent':
        yield* this.#delta(event.delta)
        return
      case 'modelContentBlockStopEvent':
        yield* this.#end()
        return
      case 'modelMessageStopEvent':
        yield* this.#end()
        yield { ...event, type: event.type, stopReason: stopReason(event.stopReason, this.#calls) }
        return
      default:
        yield event
    }
  }

  *#begin({ start }: EventOf<'modelContentBlockStartEvent'>): Generator<ModelStreamEvent> {
    yield* this.#end()
    if (start === undefined) return
    const toolUseId = distinctId(start.toolUseId, this.#taken)
    this.#calls += 1
    this.#open = { kind: 'call', id: toolUseId, input: '' }
    const named = { ...start, name: usualName(start.name), toolUseId }
    yield { type: 'modelContentBlockStartEvent', start: named }
  }

  *#delta(delta: Delta): Generator<ModelStreamEvent> {
    switch (delta.type) {
      case 'textDelta':
        // Between calls and beside them some say a line's end, which is no text.
        if (this.#open?.kind === 'call' && delta.text.trim() === '') return
        for (const part of this.#thoughts.of(delta.text)) yield* this.#part(part)
        return
      case 'toolUseInputDelta':
        // It is handed on whole.
        if (this.#open?.kind === 'call') this.#open.input += delta.input
        yield signOfLife
        return
      default:
        if (!isSignOfLife(delta)) yield* this.#ensure('other')
        yield { type: 'modelContentBlockDeltaEvent', delta }
    }
  }

  *#part({ kind, text }: Part): Generator<ModelStreamEvent> {
    if (kind === 'thought') {
      yield* this.#ensure('thought')
      const delta = { type: 'reasoningContentDelta', text } as const
      yield { type: 'modelContentBlockDeltaEvent', delta }
      return
    }
    yield* this.#ensure('text')
    yield* this.#text(text)
    // Begun again and not ended, the block is none of the message: what was said so far were thoughts.
    if (kind === 'thoughts_end') yield { type: 'modelContentBlockStartEvent' }
  }

  /** Some providers begin no block for a text. */
  *#ensure(kind: 'text' | 'thought' | 'other'): Generator<ModelStreamEvent> {
    if (this.#open?.kind === kind) return
    yield* this.#end()
    this.#open = { kind }
    yield { type: 'modelContentBlockStartEvent' }
  }

  *#text(text: string): Generator<ModelStreamEvent> {
    const all = this.#half + text
    this.#half = /[\ud800-\udbff]$/.exec(all)?.[0] ?? ''
    const whole = all.slice(0, all.length - this.#half.length).toWellFormed()
    if (whole !== '') yield textDelta(whole)
  }

  *#end(): Generator<ModelStreamEvent> {
    for (const part of this.#thoughts.rest()) yield* this.#part(part)
    const open = this.#open
    this.#open = undefined
    if (open === undefined) return
    if (open.kind === 'text' && this.#half !== '') yield textDelta(this.#half.toWellFormed())
    this.#half = ''
    // Not ended, it is no block of the message: what is thought is neither stored nor said again.
    if (open.kind === 'thought') return
    if (open.kind === 'call') {
      const input = JSON.stringify(this.#inputOf(open))
      yield { type: 'modelContentBlockDeltaEvent', delta: { type: 'toolUseInputDelta', input } }
    }
    yield { type: 'modelContentBlockStopEvent' }
  }

  #inputOf({ id, input }: { id: string; input: string }): Record<string, unknown> {
    try {
      const parsed: unknown = JSON.parse(input.trim() === '' ? '{}' : input)
      // Some put the JSON of their input into a JSON text.
      return usualInput(typeof parsed === 'string' ? JSON.parse(parsed) : parsed)
    } catch {
      this.#malformed.add(id)
      return {}
    }
  }
}

function textDelta(text: string): ModelStreamEvent {
  return { type: 'modelContentBlockDeltaEvent', delta: { type: 'textDelta', text } }
}

const isSignOfLife = (delta: Delta): boolean =>
  delta.type === 'reasoningContentDelta' &&
  !delta.text &&
  !delta.signature &&
  !delta.redactedContent

/** What a provider says of an answer that it did not let the model end; nothing in it is run. */
export const stoppedByProvider: ReadonlySet<string> = new Set([
  'contentFiltered',
  'guardrailIntervened',
  'refusal',
])
const cutOff: ReadonlySet<string> = new Set(['maxTokens', 'modelContextWindowExceeded'])

/** A call that is there is meant, and one that is not cannot be waited for. */
function stopReason(said: string, calls: number): string {
  if (stoppedByProvider.has(said) || cutOff.has(said)) return said
  if (calls > 0) return 'toolUse'
  return said === 'toolUse' ? 'endTurn' : said
}
