import { randomUUID } from 'node:crypto'
import { type AgentEvent, addCharges, addPrices, type Usage } from '../../agent/events.ts'
import { lookOf } from '../render/look.ts'
import { oneLine } from '../render/one-line.ts'
import { showWaiting } from '../render/waiting.ts'
import { eventView } from '../show-event.ts'
import { cancellable, type Outcome } from './cancellable.ts'
import type { Chat } from './chat.ts'
import { followUps } from './follow-ups.ts'
import { offerLines } from './offer-lines.ts'

/** Asks, and shows what comes back, with the questions that it leads to. Never throws. */
export async function askQuestion(chat: Chat, message: string): Promise<Outcome> {
  const { terminal, session, settings, conversationId } = chat
  const question = {
    message,
    request_id: randomUUID(),
    client_id: session.clientId,
    ...settings,
    ...(conversationId === undefined ? {} : { conversation_id: conversationId }),
  }
  let answer = ''
  let isRefused = false
  chat.calls = []
  chat.evidence = undefined
  chat.thoughts = ''
  const show = async (signal: AbortSignal) => {
    const view = eventView(terminal, { env: chat.context.env })
    const waiting = showWaiting(terminal, chat.context.env)
    try {
      for await (const event of session.agent.ask(question, signal)) {
        take(chat, event)
        if (event.type === 'text') answer += event.text
        if (event.type === 'error') isRefused = true
        waiting.after(event)
        view.show(event)
      }
    } finally {
      waiting.stop()
      view.finish()
    }
  }
  const outcome = await cancellable(terminal, show, 'Cancelled. What was said so far is kept.')
  if (outcome !== 'done' || isRefused) return outcome === 'cancelled' ? 'cancelled' : 'failed'
  chat.asked = [...chat.asked, message]
  chat.title ??= oneLine(message, 60)
  chat.answer = answer
  chat.followUps = followUps(
    chat.calls.map(({ result }) => result?.result),
    answer,
    chat.asked,
  )
  showOffers(chat)
  return 'done'
}

function take(chat: Chat, event: AgentEvent): void {
  switch (event.type) {
    case 'start':
      chat.conversationId = event.conversation_id
      return
    case 'tool_call':
      chat.calls.push({ call: event, result: undefined })
      return
    case 'tool_result':
      chat.calls = chat.calls.map((made) =>
        made.call.id === event.id ? { ...made, result: event } : made,
      )
      return
    case 'usage':
      chat.used = { questions: chat.used.questions + 1, ...sum(chat.used, event) }
      return
    case 'evidence':
      chat.evidence = event
      return
    case 'reasoning':
      chat.thoughts += event.text
      return
    case 'text':
    case 'tool_progress':
    case 'notice':
    case 'error':
    case 'done':
      return
  }
}

function sum(one: Usage, other: Usage): Usage {
  const price = addPrices(one.price, other.price)
  return {
    input_tokens: one.input_tokens + other.input_tokens,
    output_tokens: one.output_tokens + other.output_tokens,
    cache_read_tokens: one.cache_read_tokens + other.cache_read_tokens,
    cache_write_tokens: one.cache_write_tokens + other.cache_write_tokens,
    model_calls: one.model_calls + other.model_calls,
    tool_calls: one.tool_calls + other.tool_calls,
    charges: addCharges(one.charges ?? [], other.charges ?? []),
    ...(price !== undefined && { price }),
  }
}

/** Numbered, but where the answer itself ends with them so. */
function showOffers({ terminal, context, followUps: offered, answer }: Chat): void {
  if (offered.length === 0 || endsWith(answer, offered.length)) return
  const look = lookOf(terminal, 'note', context.env)
  terminal.note(`\n${offerLines(offered, look).join('\n')}\n`)
}

function endsWith(answer: string, count: number): boolean {
  const lines = answer.trimEnd().split('\n').slice(-count)
  return lines.every((line, at) => line.trimStart().startsWith(`${at + 1}. `))
}
