import { lookOf, paint } from '../render/look.ts'
import { oneLine } from '../render/one-line.ts'
import type { Chat } from './chat.ts'

/**
 * Who is asked, about what, and how. What answers is said when it is known, above the prompt: nobody
 * waits for it, and after the first question it would be in the way.
 */
export function showBanner(chat: Chat, signal: AbortSignal): void {
  const { terminal, session, context } = chat
  const look = lookOf(terminal, 'note', context.env)
  const { environment, account, region } = session
  const where = [environment, account, region].map((each) => oneLine(each, 60))
  const line = [paint(look, ['bold'], 'AWS Operations Agent'), ...where]
  terminal.note(`${line.join(` ${look.symbols.separator} `)}\n`)
  if (!terminal.interactive) return
  terminal.note(`${paint(look, ['dim'], howTo)}\n`)
  session.agent.health(signal).then(
    ({ model }) => terminal.note(`${paint(look, ['dim'], `Model: ${oneLine(model, 100)}`)}\n\n`),
    // The first question says what is wrong, and what to do.
    () => {},
  )
}

const howTo =
  'Ask in plain English. /help lists commands; Ctrl-C cancels an answer, twice it leaves.'
