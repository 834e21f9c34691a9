import { type Evidence, noUsage, type Usage } from '../../agent/events.ts'
import type { CommandContext } from '../commands/context.ts'
import type { ToolCall, ToolResult } from '../render/tool-data.ts'
import type { Session } from '../session.ts'
import type { Terminal } from '../terminal.ts'

/** A chat as it stands: what questions and slash commands read and change. */
export interface Chat {
  readonly terminal: Terminal
  /** Its session is always the present one. */
  readonly context: CommandContext
  session: Session
  /** Goes on with the next question; undefined: that begins one. */
  conversationId: string | undefined
  readonly settings: { temperature?: number; max_tokens?: number }
  /** Tool calls of the last answer, in their order. */
  calls: { call: ToolCall; result: ToolResult | undefined }[]
  /** Questions that the last answer leads to, or those to begin with: a number asks one. */
  followUps: readonly string[]
  /** The words of the last answer. */
  answer: string
  /** How its claims stand, where something was read. */
  evidence: Evidence | undefined
  /** What its model thought before it. */
  thoughts: string
  /** What was asked in this conversation since it was opened here. */
  asked: readonly string[]
  /** Of the conversation, where it is known. */
  title: string | undefined
  /** As `/conversations` numbered them last. */
  listed: readonly { conversation_id: string; title: string }[]
  used: Usage & { questions: number }
  isLeft: boolean
}

export async function openChat(context: CommandContext): Promise<Chat> {
  const chat: Chat = {
    terminal: context.terminal,
    context: {
      ...context,
      session: async (tokenFile) =>
        tokenFile === undefined ? chat.session : context.session(tokenFile),
    },
    session: await context.session(),
    conversationId: undefined,
    settings: {},
    calls: [],
    followUps: [],
    answer: '',
    evidence: undefined,
    thoughts: '',
    asked: [],
    title: undefined,
    listed: [],
    used: { ...noUsage, questions: 0 },
    isLeft: false,
  }
  return chat
}

/** The next question begins a conversation, or goes on with this one. */
export function goOnWith(chat: Chat, conversationId: string | undefined, title?: string): void {
  chat.conversationId = conversationId
  chat.title = title
  chat.calls = []
  chat.followUps = []
  chat.answer = ''
  chat.evidence = undefined
  chat.thoughts = ''
  chat.asked = []
}
