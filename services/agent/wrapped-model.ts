import {
  type BaseModelConfig,
  type Message,
  Model,
  type ModelStreamEvent,
  type StreamOptions,
} from '@strands-agents/sdk'

/** A model that is another one, but for what becomes of its answer. */
export abstract class WrappedModel extends Model<BaseModelConfig> {
  protected model: Model

  constructor(model: Model) {
    super()
    this.model = model
  }

  override updateConfig(config: BaseModelConfig): void {
    this.model.updateConfig(config)
  }

  override getConfig(): BaseModelConfig {
    return this.model.getConfig()
  }

  abstract override stream(
    messages: Message[],
    options?: StreamOptions,
  ): AsyncGenerator<ModelStreamEvent>
}

/** Says that a model has not stalled: the loop's guard takes one that says nothing for one that has. */
export const signOfLife: ModelStreamEvent = {
  type: 'modelContentBlockDeltaEvent',
  delta: { type: 'reasoningContentDelta', text: '' },
}
