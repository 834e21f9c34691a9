import {
  type BaseModelConfig,
  type Message,
  Model,
  type ModelStreamEvent,
  type StreamOptions,
} from '@strands-agents/sdk'

/**
 * A model whose guardrail stops an answer only where it blocks something. Bedrock says
 * `guardrail_intervened` as well of one in which words are masked, and which is whole: what follows
 * tells the two apart, for a block is followed by what to put in place of the question.
 */
export class GuardedModel extends Model<BaseModelConfig> {
  readonly #model: Model

  constructor(model: Model) {
    super()
    this.#model = model
  }

  override updateConfig(config: BaseModelConfig): void {
    this.#model.updateConfig(config)
  }

  override getConfig(): BaseModelConfig {
    return this.#model.getConfig()
  }

  override async *stream(
    messages: Message[],
    options?: StreamOptions,
  ): AsyncGenerator<ModelStreamEvent> {
    let stop: Extract<ModelStreamEvent, { type: 'modelMessageStopEvent' }> | undefined
    for await (const event of this.#model.stream(messages, options)) {
      if (event.type === 'modelMessageStopEvent' && event.stopReason === 'guardrailIntervened') {
        stop = event
        continue
      }
      if (stop !== undefined) {
        const isMasked = event.type === 'modelMetadataEvent'
        yield isMasked ? { ...stop, stopReason: 'endTurn' } : stop
        stop = undefined
      }
      yield event
    }
    if (stop !== undefined) yield stop
  }
}
