import { randomUUID } from 'node:crypto'
import type { AgentClient } from './agent-client.ts'
import { ClientError } from './errors.ts'
import { showEvent } from './show-event.ts'
import { stripControls } from './strip-controls.ts'
import type { Terminal } from './terminal.ts'

export type Outcome = 'answered' | 'failed' | 'cancelled'

/** One conversation at a terminal: each question goes on where the last answer ended. */
export class Conversation {
  readonly #client: AgentClient
  readonly #terminal: Terminal
  readonly #clientId = `cli-client-${randomUUID()}`
  #conversationId: string | undefined

  constructor(client: AgentClient, terminal: Terminal) {
    this.#client = client
    this.#terminal = terminal
  }

  startAnew(): void {
    this.#conversationId = undefined
  }

  /** Asks, and shows what comes back; Ctrl-C cancels the answer and nothing else. Never throws. */
  async ask(message: string): Promise<Outcome> {
    const cancelling = new AbortController()
    const stopListening = this.#terminal.onInterrupt(() => cancelling.abort())
    try {
      return await this.#showAnswer(message, cancelling.signal)
    } catch (error) {
      if (cancelling.signal.aborted) {
        this.#terminal.note('\n! Cancelled. What was said so far is kept.\n')
        return 'cancelled'
      }
      this.#terminal.note(`\nerror: ${explain(error)}\n`)
      return 'failed'
    } finally {
      stopListening()
    }
  }

  async #showAnswer(message: string, signal: AbortSignal): Promise<Outcome> {
    let outcome: Outcome = 'answered'
    const question = {
      message,
      request_id: randomUUID(),
      client_id: this.#clientId,
      ...(this.#conversationId === undefined ? {} : { conversation_id: this.#conversationId }),
    }
    for await (const event of this.#client.ask(question, signal)) {
      if (event.type === 'start') this.#conversationId = event.conversation_id
      if (event.type === 'error') outcome = 'failed'
      showEvent(event, this.#terminal)
    }
    return outcome
  }
}

function explain(error: unknown): string {
  if (error instanceof ClientError) return stripControls(error.message)
  return `Something went wrong in this program: ${stripControls(String(error))}`
}
