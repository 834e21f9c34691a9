import type { Message, ToolResultBlock } from '@strands-agents/sdk'
import { z } from 'zod'
import { resultIn } from '../../services/agent/model-form/read.ts'
import type { Row, Shown } from '../../tools/questions/follow-up/shown.ts'
import { asSteps, stepsOf } from '../../tools/questions/follow-up/steps.ts'
import { nameOf } from '../../tools/questions/things/identity.ts'
import { kindListedBy } from '../../tools/questions/things/kind-listed.ts'
import { kindsSaid } from '../../tools/questions/things/kind-said.ts'
import { camelWords } from '../../tools/questions/words/stem.ts'

/** What the latest answer that showed something did show: its question, its call and its rows by name. */
export function shownBefore(messages: readonly Message[]): Shown | undefined {
  const lately = askedSince(messages)
  const all = allShown(messages)
  // Of what found nothing, the answer that it was to change is gone on from.
  const [last, ...others] = all.slice(
    Math.max(
      0,
      all.findIndex((one) => !isEmptyChange(one) || one === all.at(-1)),
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

/** What a person asked last, where it was answered without a call. */
function askedSince(messages: readonly Message[]): string | undefined {
  const last = messages.findLastIndex(({ content }) =>
    content.some(({ type }) => type === 'toolResultBlock'),
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
  for (const block of results.toReversed()) {
    const use = uses.find(({ toolUseId }) => toolUseId === block.toolUseId)
    const input = toolInput.safeParse(use?.input)
    const result = resultOf(block)
    if (input.success && result?.operation !== undefined)
      shown.push(shownBy(input.data.question, result))
    if (shown.length >= mostShown) break
  }
  return shown
}

const isEmptyChange = ({ question, rows, call }: Shown) =>
  rows.length === 0 &&
  stepsOf(question).length > 1 &&
  call?.operation.startsWith('recipe:') === true

const mostShown = 6

/** A change that left nothing of the rows is not gone on from: what is asked next is of those before it. */
function shownBy(question: string, result: Result): Shown {
  const steps = stepsOf(question)
  const rows = rowsOf(result)
  const call = callOf(result)
  const isRecipe = result.operation?.startsWith('recipe:')
  if (rows.length === 0 && steps.length > 1 && call !== undefined && !isRecipe) {
    const { query: _, ...whole } = call
    return { question: asSteps(steps.slice(0, -1)), call: whole, rows }
  }
  const said = [result.summary, ...result.regions.map(({ summary }) => summary)]
    .filter((one) => one !== undefined)
    .join(' ')
  return {
    question,
    call,
    rows,
    ...(said === '' ? {} : { said }),
    ...(isRecipe ? {} : { more: leftOf(result) }),
  }
}

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

function resultOf(block: ToolResultBlock): Result | undefined {
  for (const part of block.content) {
    if (part.type === 'jsonBlock') return toolResult.safeParse(resultIn(part.json)).data
  }
  return undefined
}

function callOf({ call }: Result): Shown['call'] {
  if (call === undefined) return undefined
  const { operation, parameters, query, region } = call
  return {
    operation,
    ...(parameters === undefined ? {} : { parameters }),
    ...(query === undefined ? {} : { query }),
    ...(region === undefined ? {} : { region }),
  }
}

/** What regions say that they left out; undefined where some failed, or not all was looked at. */
function leftOf({ status, notice = '', regions }: Result): number | undefined {
  if (status !== 'ok' || /has more than was looked at/.test(notice)) return undefined
  const cut = regions.filter(({ truncated }) => truncated)
  const counts = cut.map(({ hint = '' }) => Number(/^(\d+) more are not shown/.exec(hint)?.[1]))
  return counts.some(Number.isNaN) ? undefined : counts.reduce((sum, count) => sum + count, 0)
}

function rowsOf({ operation = '', call, regions }: Result): Row[] {
  const items = regions.flatMap((region) => region.items)
  if (operation.startsWith('recipe:'))
    return items.map(rowOfEvidence).filter(({ name }) => name !== '')
  const listed = callOf({ call, regions })
  const noun = listed === undefined ? '' : (kindListedBy(listed)?.noun ?? '')
  return items
    .map((item) => ({ name: nameOf(item, operation), noun, members: membersOf(item) }))
    .filter(({ name }) => name !== '')
}

/** Its short texts: a user, a cluster, a region. */
const membersOf = (item: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(item ?? {}).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && value.length <= 100 ? [[name, value]] : [],
    ),
  )

/** `{ Alarm: 'checkout-5xx', Since: … }` is the alarm of that name. */
function rowOfEvidence(item: unknown): Row {
  const [first] = Object.entries(item ?? {}).filter(
    ([member, value]) =>
      member !== 'evidence' && typeof value === 'string' && !/^\d{4}-\d\d-\d\d/.test(value),
  )
  if (first === undefined) return { name: '', noun: '' }
  const [member, name] = first
  const { Kind: kind = '' } = membersOf(item)
  return {
    name: String(name),
    noun: /^(?:id|name|of|what|thing)$/i.test(member)
      ? (kindsSaid(kind)[0]?.kind.noun ?? kind.toLowerCase())
      : camelWords(member).join(' '),
    members: membersOf(item),
  }
}
