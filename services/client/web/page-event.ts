import type { ConversationMessage, ConversationPage, StoredCall } from '../../agent/api.ts'
import type { AgentEvent } from '../../agent/events.ts'
import type { Series } from '../render/series.ts'

/** What this program makes of a call's result, for a page as for a terminal. */
export interface CallView {
  /** The `aws` commands that read the same, where there are some. */
  command?: string
  series: Series[]
}

/** The agent's events, and between them what this program adds. */
export type PageEvent =
  | AgentEvent
  | ({ type: 'view'; id: string } & CallView)
  /** Before `done`: questions that the answer leads to. */
  | { type: 'follow_ups'; questions: string[] }

/** Answer of `GET /about`. */
export interface About {
  version: string
  environment: string
  account: string
  region: string
  /** Who is signed in, where that is known. */
  login?: string
  first_questions: readonly string[]
}

/** Answer of `GET /api/conversations/{id}`: the agent's, with what this program adds. */
export interface StoredConversation extends Omit<ConversationPage, 'messages'> {
  messages: StoredMessage[]
  /** Of the last answer. */
  follow_ups: string[]
}

export interface StoredMessage extends Omit<ConversationMessage, 'tool_calls'> {
  tool_calls?: (StoredCall & { view: CallView })[]
}
