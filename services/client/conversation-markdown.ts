import type { ConversationMessage, ConversationPage } from '../agent/api.ts'
import { whereOf } from './render/evidence.ts'
import { oneLine } from './render/one-line.ts'
import { stripControls } from './strip-controls.ts'

/** A conversation as a document: questions quoted, answers as they are. */
export function conversationMarkdown(conversation: ConversationPage): string {
  const { title, conversation_id, messages } = conversation
  const parts = [`# ${oneLine(title, 200)}`, `Conversation \`${conversation_id}\``]
  return stripControls(`${[...parts, ...messages.map(messageMarkdown)].join('\n\n')}\n`)
}

function messageMarkdown(message: ConversationMessage): string {
  const { role, content, turn, created_at } = message
  if (role === 'assistant') return `${content}${cutOff(message)}${factsOf(message)}`
  return `## ${turn} · ${minuteOf(created_at)}\n\n${content.replace(/^/gm, '> ')}`
}

function cutOff({ status }: ConversationMessage): string {
  return status === 'interrupted' ? '\n\n*(This answer was cut off.)*' : ''
}

/** Each claim, and where it stands. */
function factsOf({ evidence }: ConversationMessage): string {
  if (evidence === undefined || evidence.rows.length === 0) return ''
  const facts = evidence.rows.map(
    (row) =>
      `- ${oneLine(row.text, 200)}: ${row.status === 'unbacked' ? '**nothing that was read backs this**' : whereOf(row) || row.status}`,
  )
  const left = evidence.claims - evidence.rows.length
  return `\n\n**Facts of this answer**\n\n${[...facts, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n')}`
}

/** `2026-01-31 14:05`, by the clock of whoever reads it. */
export function minuteOf(timestamp: string): string {
  return new Date(timestamp).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })
}
