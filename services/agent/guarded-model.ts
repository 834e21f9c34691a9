import type { Message, ModelStreamEvent, StreamOptions } from '@strands-agents/sdk'
import { WrappedModel } from './wrapped-model.ts'

/**
 * A model whose guardrail stops an answer only where it blocks something. Bedrock says
 * `guardrail_intervened` as well of one in which words are masked, and which is whole: what follows
 * tells the two apart, for a block is followed by what to put in place of the question.
 */
export class GuardedModel extends WrappedModel {
  override async *stream(
    messages: Message[],
    options?: StreamOptions,
  ): AsyncGenerator<ModelStreamEvent> {
    let stop: Extract<ModelStreamEvent, { type: 'modelMessageStopEvent' }> | undefined
    for await (const event of this.model.stream(messages, options)) {
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
