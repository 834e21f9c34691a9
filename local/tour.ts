import { askQuestion } from '../services/client/chat/ask-question.ts'
import { type Chat, openChat } from '../services/client/chat/chat.ts'
import { numbered } from '../services/client/chat/follow-ups.ts'
import { converse } from '../services/client/chat/run-chat.ts'
import type { CommandContext } from '../services/client/commands/context.ts'
import { lookOf, paint } from '../services/client/render/look.ts'

interface Stop {
  about: string
  question: string
}

/** An incident from its alarm to its cause, what else a day brings, and what is refused. */
export const stops: readonly Stop[] = [
  { about: 'An incident. What is wrong?', question: 'Which alarms are firing, and since when?' },
  {
    about: 'Why? Metrics, deployments, targets and logs, put together.',
    question: 'Why is checkout-api returning 5xx?',
  },
  {
    about: 'What led to it, and who did it?',
    question: 'What changed in prod in the last hour, and who changed it?',
  },
  {
    about: 'What the service itself says.',
    question: 'Show me the errors in the checkout-api logs for the last 30 minutes',
  },
  { about: 'Money.', question: 'Why did our AWS bill go up this month?' },
  { about: 'Security.', question: 'What is open to the internet?' },
  {
    about: 'And now a change: it reads, and nothing in it could do more.',
    question: 'Stop all instances in eu-west-1',
  },
]

/** Stop by stop as Enter is pressed; without a person at the terminal, from start to end. */
export async function tour(context: CommandContext): Promise<number> {
  const { terminal, env } = context
  const chat = await openChat(context)
  const look = lookOf(terminal, 'note', env)
  try {
    for (const [at, { about, question }] of stops.entries()) {
      if (at > 0 && !(await goesOn(chat))) return 0
      terminal.note(`\n${paint(look, ['bold'], `${at + 1} of ${stops.length}. ${about}`)}\n`)
      terminal.note(`${look.symbols.prompt} ${question}\n`)
      const outcome = await askQuestion(chat, question)
      if (outcome === 'failed') return 1
    }
    terminal.note('\nThat was the tour. Go on with questions of your own; /help lists commands.\n')
    return terminal.interactive ? await converse(chat) : 0
  } finally {
    terminal.close()
  }
}

/** Whether there shall be another stop; before it, what is asked on the way. */
async function goesOn(chat: Chat): Promise<boolean> {
  const { terminal, followUps } = chat
  if (!terminal.interactive) return true
  const numbers = followUps.length === 0 ? '' : 'a number asks that, '
  terminal.note('\n')
  const typed = (await terminal.ask(`Enter goes on, ${numbers}q leaves: `))?.trim()
  if (typed === undefined || /^q/i.test(typed)) return false
  const meant = numbered(typed, { offered: followUps, answer: '' })
  if (meant === undefined) return true
  if ('asks' in meant) await askQuestion(chat, meant.asks)
  else terminal.note(`${meant.says}\n`)
  return goesOn(chat)
}
