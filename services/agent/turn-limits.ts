import type { Usage } from './events.ts'

interface Limits {
  toolCalls: number
  turnTokens: number
}

/** What one turn may take. */
export class TurnLimits {
  /** The limit that the turn ran into. */
  reached: 'tool_limit' | 'token_limit' | undefined
  readonly #limits: Limits
  #toolCalls = 0
  #warned = false

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** False for a tool call too many. */
  allowToolCall(): boolean {
    this.#toolCalls += 1
    if (this.#toolCalls <= this.#limits.toolCalls) return true
    this.reached = 'tool_limit'
    return false
  }

  /**
   * After a round of tool calls: the words to end the turn with, or false to go on. Refused calls
   * do not end it at once, so that the model can say what it has found.
   */
  closingWords(usage: Usage): string | false {
    if (tokens(usage) >= this.#limits.turnTokens) {
      this.reached = 'token_limit'
      return `I stopped here: one answer may take ${this.#limits.turnTokens} tokens.`
    }
    // Calls of tools that there are none of count too: some models never tire of them.
    if (usage.tool_calls > this.#limits.toolCalls) this.reached ??= 'tool_limit'
    if (this.reached === undefined) return false
    if (this.#warned) return `I stopped here: ${this.toolLimit}`
    this.#warned = true
    return false
  }

  get toolLimit(): string {
    return `One answer may take ${this.#limits.toolCalls} tool calls.`
  }
}

function tokens(usage: Usage): number {
  const { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens } = usage
  return input_tokens + output_tokens + cache_read_tokens + cache_write_tokens
}
