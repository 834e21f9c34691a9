import type { Message, ToolResultBlock, ToolUseBlock } from '@strands-agents/sdk'
import { z } from 'zod'
import { resultIn } from '../../../services/agent/model-form/read.ts'

/** What the turn before called, and with what: by the messages that are kept of it. */
export function previousCall(before: readonly Message[]): string {
  const start = before.findLastIndex(
    ({ role, content }) => role === 'user' && content.some(({ type }) => type === 'textBlock'),
  )
  if (start === -1) return 'Nothing yet: this is the first question of the conversation.'
  const blocks = before.slice(start).flatMap(({ content }) => content)
  const results = new Map(
    blocks.flatMap((block) =>
      block.type === 'toolResultBlock' ? [[block.toolUseId, block] as const] : [],
    ),
  )
  const calls = blocks.filter((block) => block.type === 'toolUseBlock')
  if (calls.length === 0) return 'Nothing: the answer before this one called no tool.'
  return calls.map((call) => sentences(call, results.get(call.toolUseId))).join('\n\n')
}

function sentences(call: ToolUseBlock, block: ToolResultBlock | undefined): string {
  const asked = `I called \`${call.name}\` with \`${short(call.input)}\`.`
  const result = resultOf(block)
  if (result === undefined) return asked
  const { operation, regions, calls, message } = result
  const sent = calls.map(
    ({ service, operation, region, parameters }) =>
      `- \`${service}:${operation}\` in ${region}${withParameters(parameters)}`,
  )
  const where = regions.map(({ region }) => region).join(', ')
  const ran =
    operation === undefined
      ? (message ?? '')
      : `It ran \`${operation}\`${where === '' ? '' : ` in ${where}`}${withParameters(result.call?.parameters)}${result.call?.query === undefined ? '' : `, with the query \`${result.call.query}\``}.`
  return [asked, ran, ...(sent.length === 0 ? [] : [`\n\nIts reads:\n\n${sent.join('\n')}`])]
    .filter((part) => part !== '')
    .join(' ')
}

const withParameters = (parameters: unknown) =>
  parameters === undefined || short(parameters) === '{}' ? '' : ` with \`${short(parameters)}\``

const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? ''
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}

const toolResult = z.object({
  operation: z.string().optional(),
  message: z.string().optional(),
  regions: z.array(z.object({ region: z.string() })).default([]),
  call: z.object({ parameters: z.unknown(), query: z.string().optional() }).partial().optional(),
  calls: z
    .array(
      z.object({
        service: z.string(),
        operation: z.string(),
        region: z.string(),
        parameters: z.unknown(),
      }),
    )
    .default([]),
})

function resultOf(block: ToolResultBlock | undefined) {
  for (const part of block?.content ?? []) {
    if (part.type === 'jsonBlock') return toolResult.safeParse(resultIn(part.json)).data
  }
  return undefined
}
