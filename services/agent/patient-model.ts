import { setTimeout } from 'node:timers/promises'
import type { Message, Model, ModelStreamEvent, StreamOptions } from '@strands-agents/sdk'
import type { ModelOptions } from './model-options.ts'
import { type Refusal, refusalOf } from './refusals/refusal-of.ts'
import { signOfLife, WrappedModel } from './wrapped-model.ts'

interface PatientOptions {
  /** The turn's model, with what differs from the turn's own options. */
  make: (over: ModelOptions) => Model
  /** Told once, when the first wait for a server that loads its model begins. */
  onLoading: () => void
}

/**
 * A model whose refusals are overcome where that takes no person: a server that is loading its model is
 * waited for, an answer that may not be so long is asked for shorter, and one that may not stream its
 * tool calls without streaming. Nothing is asked again once anything was said.
 */
export class PatientModel extends WrappedModel {
  readonly #options: PatientOptions
  #over: ModelOptions = {}

  constructor(options: PatientOptions) {
    super(options.make({}))
    this.#options = options
  }

  override async *stream(
    messages: Message[],
    options?: StreamOptions,
  ): AsyncGenerator<ModelStreamEvent> {
    const patience = { endsAt: performance.now() + loadingMs, tries: 0 }
    for (;;) {
      let isSaid = false
      try {
        for await (const event of this.model.stream(messages, options)) {
          isSaid = true
          yield event
        }
        return
      } catch (error) {
        if (isSaid || options?.cancelSignal?.aborted) throw error
        const refusal = refusalOf(error)
        if (refusal.means === 'loading' && performance.now() < patience.endsAt) {
          if (patience.tries === 0) this.#options.onLoading()
          patience.tries += 1
          yield signOfLife
          await setTimeout(pauseMs(patience.tries), undefined, {
            ...(options?.cancelSignal && { signal: options.cancelSignal }),
          })
        } else if (!this.#yields(refusal)) throw error
      }
    }
  }

  /** True where another request may do. */
  #yields(refusal: Refusal): boolean {
    const over = milder(refusal, this.#over)
    if (over === undefined) return false
    this.#over = over
    this.model = this.#options.make(over)
    return true
  }
}

/** Until the end of most turns' time: large models are loaded from slow disks. */
const loadingMs = 240_000
/** Soon at first: a small model is loaded in a second. */
const pauseMs = (tries: number): number => Math.min(125 * 2 ** tries, 4_000)

/** An answer that has less room is not worth its beginning. */
const leastAnswer = 256
/** Servers count some tokens more than they say. */
const spareTokens = 32

function milder({ means, tokens }: Refusal, over: ModelOptions): ModelOptions | undefined {
  if (means === 'no_streamed_tools') {
    return over.streamed === false ? undefined : { ...over, streamed: false }
  }
  if (means !== 'answer_too_long') return undefined
  const { limit, given, prompt } = tokens
  const room =
    limit ??
    (given === undefined || prompt === undefined ? undefined : given - prompt - spareTokens)
  const isLess = room !== undefined && room < (over.maxTokens ?? Number.POSITIVE_INFINITY)
  return isLess && room >= leastAnswer ? { ...over, maxTokens: room } : undefined
}
