import type { Message, ToolResultBlock } from '@strands-agents/sdk'
import { z } from 'zod'
import { resultIn } from '../../services/agent/model-form/read.ts'
import { isRead } from '../../tools/questions/follow-up/readings.ts'
import type { Shown } from '../../tools/questions/follow-up/shown.ts'
import { shownBy } from '../../tools/questions/follow-up/shown-by.ts'

/** What the latest answer that showed something did show: its question, its call and its rows by name. */
export function shownBefore(messages: readonly Message[]): Shown | undefined {
  const lately = askedSince(messages)
  const all = allShown(messages)
  // Of what found nothing, the answer that it was to change is gone on from.
  const [last, ...others] = all.slice(
    Math.max(
      0,
      all.findIndex((one, at) => !isEmptyChange(one, all[at + 1])),
    ),
  )
  if (last === undefined) return undefined
  const before = others.reduceRight<Shown | undefined>(
    (older, one) => (older === undefined ? one : { ...one, before: older }),
    undefined,
  )
  return {
    ...last,
    ...(lately === undefined ? {} : { lately }),
    ...(before === undefined ? {} : { before }),
  }
}

/** What a person asked last, where it was answered without showing anything: in a sentence, or refused. */
function askedSince(messages: readonly Message[]): string | undefined {
  const last = messages.findLastIndex(({ content }) =>
    content.some(
      (block) => block.type === 'toolResultBlock' && resultOf(block)?.operation !== undefined,
    ),
  )
  const texts = messages
    .slice(last + 1)
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) =>
      content.flatMap((block) => (block.type === 'textBlock' ? [block.text] : [])),
    )
  return last === -1 ? undefined : texts.at(-1)
}

/** The answers that showed something, the newest first. */
function allShown(messages: readonly Message[]): Shown[] {
  const blocks = messages.flatMap(({ content }) => content)
  const uses = blocks.filter((block) => block.type === 'toolUseBlock')
  const results = blocks.filter((block) => block.type === 'toolResultBlock')
  const shown: Shown[] = []
  for (const block of results.toReversed().filter((one) => isTold(one, messages))) {
    const use = uses.find(({ toolUseId }) => toolUseId === block.toolUseId)
    const input = toolInput.safeParse(use?.input)
    const result = resultOf(block)
    if (input.success && result?.operation !== undefined)
      shown.push(shownBy(input.data.question, result))
    if (shown.length >= mostShown) break
  }
  return shown
}

/** What a question was taken for and was not understood as is told only where it was taken for nothing else. */
function isTold(block: ToolResultBlock, messages: readonly Message[]): boolean {
  const at = messages.findIndex(({ content }) => content.includes(block))
  const isAsked = ({ role, content }: Message) =>
    role === 'user' && content.some(({ type }) => type === 'textBlock')
  const from = messages.findLastIndex((message, index) => index < at && isAsked(message))
  const next = messages.findIndex((message, index) => index > at && isAsked(message))
  const turn = messages
    .slice(Math.max(from, 0), next === -1 ? undefined : next)
    .flatMap(({ content }) => content)
    .filter((one) => one.type === 'toolResultBlock')
  const told = turn.find((one) => isRead(resultOf(one) ?? {})) ?? turn[0]
  return turn.length < 2 || told === block
}

/** That somebody changed nothing is an answer, and goes on to somebody else. */
const isEmptyChange = ({ question, rows, call }: Shown, before: Shown | undefined) =>
  rows.length === 0 &&
  call !== undefined &&
  call.operation !== 'recipe:recent_changes' &&
  before !== undefined &&
  before.rows.length > 0 &&
  question.startsWith(before.question)

const mostShown = 6

const toolInput = z.object({ question: z.string() })

const toolResult = z.object({
  status: z.string().optional(),
  notice: z.string().optional(),
  summary: z.string().optional(),
  operation: z.string().optional(),
  call: z
    .object({
      operation: z.string(),
      parameters: z.record(z.string(), z.unknown()).optional(),
      query: z.string().optional(),
      region: z.string().optional(),
    })
    .optional(),
  regions: z
    .array(
      z.object({
        items: z.array(z.json()).default([]),
        summary: z.string().optional(),
        truncated: z.boolean().optional(),
        hint: z.string().optional(),
      }),
    )
    .default([]),
})

type Result = z.infer<typeof toolResult>

/** What of a tool's result is gone on from. */
export function resultOf(block: ToolResultBlock): Result | undefined {
  for (const part of block.content) {
    if (part.type === 'jsonBlock') return toolResult.safeParse(resultIn(part.json)).data
  }
  return undefined
}
