import { join } from 'node:path'
import envPaths from 'env-paths'
import type { CommandContext } from '../commands/context.ts'
import { conversationToGoOnWith } from '../conversations.ts'
import { type History, openHistory } from '../prompt/history.ts'
import { lookOf, paint } from '../render/look.ts'
import { oneLine } from '../render/one-line.ts'
import type { Terminal } from '../terminal.ts'
import { askQuestion } from './ask-question.ts'
import { showBanner } from './banner.ts'
import { type Chat, goOnWith, openChat } from './chat.ts'
import { numbered } from './follow-ups.ts'
import { completeCommand, runCommand } from './slash-commands.ts'

export interface ChatOptions {
  /** The beginning of the id or title of one to go on with. */
  conversation?: string
  /** Goes on with the newest. */
  continue?: boolean
  temperature?: number
  maxTokens?: number
}

/** A chat until `/quit`, Ctrl-D, or Ctrl-C twice with nothing typed. Resolves to the exit code. */
export async function chat(context: CommandContext, options: ChatOptions): Promise<number> {
  const { temperature, maxTokens } = options
  const chat = await openChat(context)
  const found = await conversationToGoOnWith(chat.session.agent, options, never)
  if (found !== undefined) goOnWith(chat, found.conversation_id, found.title)
  if (temperature !== undefined) chat.settings.temperature = temperature
  if (maxTokens !== undefined) chat.settings.max_tokens = maxTokens

  const asking = new AbortController()
  showBanner(chat, asking.signal)
  return converse(chat, () => asking.abort())
}

/** What is typed is answered until somebody leaves; `onTyped` is told of each. */
export async function converse(chat: Chat, onTyped = () => {}): Promise<number> {
  const { terminal, context } = chat
  const { env } = context
  const history = await historyAt(terminal)
  const look = lookOf(terminal, 'note', env)
  const prompt = paint(look, ['cyan'], `${look.symbols.prompt} `)
  const chatting = { history, complete: (text: string) => completeCommand(chat, text) }
  try {
    while (!chat.isLeft) {
      if (terminal.interactive) terminal.note('\n')
      const typed = await terminal.ask(prompt, chatting)
      onTyped()
      if (typed === undefined) break
      const text = typed.trim()
      if (text === '') continue
      await history.add(text)
      await answer(chat, text)
    }
    sayHowToComeBack(chat)
    return 0
  } finally {
    terminal.close()
  }
}

function sayHowToComeBack({ terminal, context, conversationId, title }: Chat): void {
  if (!terminal.interactive || conversationId === undefined) return
  const name = title === undefined ? 'This conversation' : `“${oneLine(title, 60)}”`
  const { program = 'aws-ops' } = context
  terminal.note(`${name} is kept. On with it: ${program} --continue\n`)
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
  if (/^(?:exit|quit|bye|:q!?)[.!]?$/i.test(text)) {
    chat.isLeft = true
    return
  }
  const meant = numbered(text, { offered: chat.followUps, answer: chat.answer })
  if (meant !== undefined && 'says' in meant) {
    chat.terminal.note(`${meant.says}\n`)
    return
  }
  if (meant !== undefined) chat.terminal.note(`${meant.asks}\n`)
  await askQuestion(chat, meant?.asks ?? text)
  if (/^(?:help|\?+)[.!?]*$/i.test(text))
    chat.terminal.note('\n/help lists the commands of this chat.\n')
}
