import { join } from 'node:path'
import envPaths from 'env-paths'
import { askQuestion } from '../chat/ask-question.ts'
import { showBanner } from '../chat/banner.ts'
import { type Chat, goOnWith, openChat } from '../chat/chat.ts'
import { followUpAt } from '../chat/follow-ups.ts'
import { completeCommand, runCommand } from '../chat/slash-commands.ts'
import { findConversation } from '../conversations.ts'
import { type History, openHistory } from '../prompt/history.ts'
import { lookOf, paint } from '../render/look.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandContext } from './context.ts'

export interface ChatOptions {
  /** The beginning of the id or title of one to go on with. */
  conversation?: string
  temperature?: number
  maxTokens?: number
}

/** A chat until `/quit`, Ctrl-D or Ctrl-C twice. Resolves to the exit code. */
export async function chat(context: CommandContext, options: ChatOptions): Promise<number> {
  const { terminal, env } = context
  const { conversation, temperature, maxTokens } = options
  const [history, chat] = await Promise.all([historyAt(terminal), openChat(context)])
  if (conversation !== undefined) {
    const { agent } = chat.session
    goOnWith(chat, (await findConversation(agent, conversation, never)).conversation_id)
  }
  if (temperature !== undefined) chat.settings.temperature = temperature
  if (maxTokens !== undefined) chat.settings.max_tokens = maxTokens

  const asking = new AbortController()
  showBanner(chat, asking.signal)
  const look = lookOf(terminal, 'note', env)
  const prompt = paint(look, ['cyan'], `${look.symbols.prompt} `)
  const chatting = { history, complete: (text: string) => completeCommand(chat, text) }
  try {
    while (!chat.isLeft) {
      if (terminal.interactive) terminal.note('\n')
      const typed = await terminal.ask(prompt, chatting)
      asking.abort()
      if (typed === undefined) break
      const text = typed.trim()
      if (text === '') continue
      await history.add(text)
      await answer(chat, text)
    }
    return 0
  } finally {
    terminal.close()
  }
}

/** Ctrl-C ends the process: no chat has begun. */
const never = new AbortController().signal

/** Kept between runs where a person types; what is piped in is no history. */
async function historyAt(terminal: Terminal): Promise<History> {
  if (!terminal.interactive) return { entries: [], add: async () => {} }
  return openHistory(join(envPaths('aws-ops', { suffix: '' }).data, 'history'))
}

async function answer(chat: Chat, text: string): Promise<void> {
  if (text.startsWith('/')) {
    await runCommand(chat, text)
    return
  }
  const followUp = followUpAt(chat.followUps, text)
  if (followUp !== undefined) chat.terminal.note(`${followUp}\n`)
  await askQuestion(chat, followUp ?? text)
}
