import { type AgentEvent, noticeOf } from '../../agent/events.ts'

/**
 * What a reader has been told of an answer. One that is picked up comes again from its beginning, as
 * it was stored or made anew: of that, only what is new is told.
 */
export class ToldAnswer {
  text = ''
  /** What was told of the text, and has not come again in this attempt. */
  #expected = ''
  readonly #told = new Set<string>()
  /** Ids of tool calls whose result was not told yet. */
  readonly #running = new Set<string>()

  /** Another attempt begins. */
  again(): void {
    this.#expected = this.text
  }

  /** What is new in `event`. */
  *news(event: AgentEvent): Generator<AgentEvent> {
    switch (event.type) {
      case 'text':
        yield* this.#newText(event.text)
        return
      case 'start':
      case 'evidence':
      case 'usage':
        if (this.#isNew(event.type)) yield event
        return
      case 'tool_call':
        // Not by id alone: some models number their calls from 0 in each message.
        if (!this.#isNew(`tool_call ${event.id} ${JSON.stringify(event.input)}`)) return
        this.#running.add(event.id)
        yield event
        return
      case 'tool_result':
        if (this.#running.delete(event.id)) yield event
        return
      case 'notice':
        if (this.#isNew(`notice ${event.code} ${event.message}`)) yield event
        return
      case 'done':
        if (this.#expected !== '') yield* this.#restart('')
        yield event
        return
      case 'error':
      case 'tool_progress':
      case 'reasoning':
        yield event
    }
  }

  *#newText(text: string): Generator<AgentEvent> {
    if (this.#expected.startsWith(text)) {
      this.#expected = this.#expected.slice(text.length)
    } else if (text.startsWith(this.#expected)) {
      yield this.#tell(text.slice(this.#expected.length))
      this.#expected = ''
    } else {
      yield* this.#restart(text)
    }
  }

  /** This attempt's text is another one: all of it is told, from its beginning to `text`. */
  *#restart(text: string): Generator<AgentEvent> {
    const beginning = this.text.slice(0, this.text.length - this.#expected.length)
    yield answerRestarted
    this.text = ''
    this.#expected = ''
    if (beginning + text !== '') yield this.#tell(beginning + text)
  }

  #tell(text: string): AgentEvent {
    this.text += text
    return { type: 'text', text }
  }

  #isNew(key: string): boolean {
    if (this.#told.has(key)) return false
    this.#told.add(key)
    return true
  }
}

const answerRestarted = noticeOf(
  'answer_restarted',
  'The answer was cut off and made anew: this is the whole of it.',
)
