import type { Span } from '../render/inline.ts'
import { lookOf, paint } from '../render/look.ts'
import { oneLine } from '../render/one-line.ts'
import { wrapped } from '../render/wrapped.ts'
import type { Chat } from './chat.ts'
import { firstQuestions } from './follow-ups.ts'
import { offerLines } from './offer-lines.ts'

/**
 * Who is asked, about what, and how. What answers is said when it is known, above the prompt: nobody
 * waits for it, and after the first question it would be in the way.
 */
export function showBanner(chat: Chat, signal: AbortSignal): void {
  const { terminal, session, context } = chat
  const look = lookOf(terminal, 'note', context.env)
  const { environment, account, region, modelIsTold } = session
  const where = [environment, account, region].map((each) => oneLine(each, 60))
  const places = where.map((place) => ` ${look.symbols.separator} ${place}`).join('')
  const inLines = (...spans: Span[]) => wrapped(spans, look).join('\n')

  const title: Span = { text: 'AWS Operations Agent', styles: ['bold'] }
  terminal.note(`${inLines(title, { text: places, styles: [] })}\n`)
  if (!terminal.interactive) return
  terminal.note(`${inLines({ text: howTo, styles: ['dim'] })}\n`)
  if (chat.conversationId === undefined) {
    chat.followUps = firstQuestions
    terminal.note(`\n${offerLines(firstQuestions, look).join('\n')}\n`)
  } else {
    terminal.note(`\n${inLines({ text: onWith(chat.title), styles: [] })}\n`)
  }
  if (modelIsTold) return
  session.agent.health(signal).then(
    ({ model }) => terminal.note(`${paint(look, ['dim'], `Model: ${oneLine(model, 100)}`)}\n\n`),
    // The first question says what is wrong, and what to do.
    () => {},
  )
}

const howTo =
  'Ask in plain English, or a number below. /help lists commands; Ctrl-C cancels an answer, /quit leaves.'

const onWith = (title = '') => `On with: ${oneLine(title, 200)} (/history shows it)`
