import type { AgentClient } from './agent-client.ts'
import { Conversation } from './conversation.ts'
import type { Terminal } from './terminal.ts'

/** Answers one question. Resolves to the exit code: 0 answered, 1 failed, 130 cancelled. */
export async function askOnce(
  client: AgentClient,
  terminal: Terminal,
  question: string,
): Promise<number> {
  const outcome = await new Conversation(client, terminal).ask(question)
  return { answered: 0, failed: 1, cancelled: 130 }[outcome]
}

/** A chat until `/quit`, Ctrl-D or Ctrl-C at the prompt. Resolves to the exit code. */
export async function chat(client: AgentClient, terminal: Terminal): Promise<number> {
  const conversation = new Conversation(client, terminal)
  for (;;) {
    const typed = await terminal.ask('› ')
    const text = typed?.trim()
    if (text === undefined || text === '/quit' || text === '/exit') break
    if (text === '') continue
    if (text.startsWith('/')) command(text, conversation, terminal)
    else await conversation.ask(text)
  }
  terminal.close()
  return 0
}

function command(text: string, conversation: Conversation, terminal: Terminal): void {
  if (text === '/new') {
    conversation.startAnew()
    terminal.note('A new conversation.\n')
    return
  }
  if (text !== '/help') terminal.note(`Unknown command: ${text}\n`)
  terminal.note(
    'Ask in plain English, as: which instances are running in us-east-1?\n' +
      '/new starts a new conversation, /quit leaves; Ctrl-C cancels an answer.\n',
  )
}
