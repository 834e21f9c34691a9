import * as z from 'zod'
import { wellFormed } from '../text.ts'
import { json } from '../tool-result.ts'
import type { StoredContent, StoredMessage } from './messages.ts'

/**
 * Messages as every model takes them, now and in each later turn: no call without its result and no
 * result without its call, each pair with an id of its own, no blank text, no half of a character,
 * names and inputs in the form that the strictest provider asks for. Earlier versions stored what
 * one of them refuses, and a conversation may be gone on with by another model.
 */
export function mended(messages: readonly StoredMessage[]): StoredMessage[] {
  const whole = wellFormed(messages)
  const ids = new Map<StoredContent, string>()
  const taken = new Set<string>()
  whole.forEach(({ role, content }, at) => {
    const next = whole[at + 1]
    if (role === 'assistant' && next?.role === 'user') pair(content, next.content, { ids, taken })
  })
  return whole
    .map(({ role, content }): StoredMessage => {
      const kept = content.flatMap((block) => usable(block, ids.get(block)))
      const isBlank = role === 'user' && kept.length === 0 && content.every(isText)
      return { role, content: isBlank ? [{ text: '(An empty message.)' }] : kept }
    })
    .filter(({ content }) => content.length > 0)
    .reduce(alternating, [])
}

/** An id of the same beginning that is not in `taken`, and which every provider takes. */
export function distinctId(id: string, taken: Set<string>): string {
  const usual = usualName(id).slice(0, 50)
  let distinct = usual
  for (let nth = 2; taken.has(distinct); nth += 1) distinct = `${usual}-${nth}`
  taken.add(distinct)
  return distinct
}

/** Names and ids that every provider takes: letters, digits, `_` and `-`, 64 at most. */
export function usualName(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 64) || 'unknown'
}

/** An input as every provider takes it: an object. */
export function usualInput(input: unknown): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).catch({}).parse(input)
}

interface Pairs {
  ids: Map<StoredContent, string>
  taken: Set<string>
}

/** Gives each call that has a result, and that result, an id. */
function pair(
  calls: readonly StoredContent[],
  results: readonly StoredContent[],
  { ids, taken }: Pairs,
): void {
  for (const call of calls) {
    if (!('toolUse' in call)) continue
    const result = results.find(
      (block) =>
        'toolResult' in block &&
        block.toolResult.toolUseId === call.toolUse.toolUseId &&
        !ids.has(block),
    )
    if (result === undefined) continue
    const id = distinctId(call.toolUse.toolUseId, taken)
    ids.set(call, id)
    ids.set(result, id)
  }
}

function usable(block: StoredContent, id: string | undefined): StoredContent[] {
  if ('text' in block) return block.text.trim() === '' ? [] : [block]
  if (id === undefined) return []
  if ('toolResult' in block) return [{ toolResult: { ...block.toolResult, toolUseId: id } }]
  const { name, input } = block.toolUse
  const toolUse = { name: usualName(name), toolUseId: id, input: json.parse(usualInput(input)) }
  return [{ toolUse }]
}

function isText(block: StoredContent): boolean {
  return 'text' in block
}

/** Two messages of one role in a row are one: models want the two roles to alternate. */
function alternating(before: StoredMessage[], message: StoredMessage): StoredMessage[] {
  const last = before.at(-1)
  if (last?.role !== message.role) return [...before, message]
  return [...before.slice(0, -1), { ...last, content: [...last.content, ...message.content] }]
}
