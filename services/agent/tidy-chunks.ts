import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { apart } from './thoughts.ts'

/**
 * The chunks of a streamed chat completion as OpenAI sends them. Other servers leave out the index,
 * the id or the role, name a call anew in each chunk, or count every call as the first: what reads
 * them would pass over a call then, or take it for another.
 */
export function tidyChunks(): TidyChunks {
  const calls: Call[] = []
  let isBegun = false
  let isEnded = false
  let wanted: number | undefined
  /** Of several answers at once, which nobody asked for, the first; undefined where a chunk has another's. */
  const chosen = (choices: readonly Choice[]): Choice | undefined => {
    const first = choices.find(({ index }) => index === (wanted ?? 0)) ?? choices[0]
    wanted ??= first?.index
    return first?.index === wanted ? first : undefined
  }

  /** What is new of the first call at once, and of all others when the answer ends. */
  function newOf(fragments: readonly Fragment[], isLast: boolean) {
    for (const fragment of fragments) {
      const call = callOf(calls, fragment) ?? begin(calls, fragment)
      call.input = continued(call.input, textOf(fragment.function?.arguments))
    }
    return calls.flatMap((call, index) => {
      const input = call.input.slice(call.told)
      const isNew = call.told === undefined
      if ((index > 0 && !isLast) || (!isNew && input === '')) return []
      call.told = call.input.length
      const name = isNew ? { id: call.id, type: 'function' } : {}
      return [{ index, ...name, function: { ...(isNew && { name: call.name }), arguments: input } }]
    })
  }

  const tidy = (chunk: unknown) => {
    const parsed = choiceChunk.safeParse(chunk)
    if (!parsed.success) return chunk
    const choice = chosen(parsed.data.choices)
    if (choice === undefined) return { ...parsed.data, choices: [] }
    const { finish_reason } = choice
    const delta = choice.delta ?? choice.message ?? (choice.text ? { content: choice.text } : null)
    const { tool_calls, function_call, content, ...rest } = delta ?? {}
    const thought = thoughtOf(delta)
    const said = content === undefined || content === null ? content : textOf(content)
    const fragments =
      tool_calls ?? (function_call ? [{ id: '', index: 0, function: function_call }] : [])
    const isLast = typeof finish_reason === 'string' && finish_reason !== ''
    const told = newOf(fragments, isLast)
    const isWaiting = fragments.length > 0 && told.length === 0 && isWhole(calls[0]?.input ?? '')
    const now = isWaiting ? [signOfLife] : told
    const whole = {
      ...rest,
      ...(thought !== '' && { content: `${apart.begin}${thought}${apart.end}${said ?? ''}` }),
      ...(thought === '' && said !== undefined && { content: said }),
      ...(!isBegun && { role: 'assistant' }),
      ...(now.length > 0 && { tool_calls: now }),
    }
    isBegun = true
    isEnded ||= isLast
    return { ...parsed.data, choices: [{ ...choice, index: 0, delta: whole }] }
  }
  const end = () => (isBegun && !isEnded ? tidy(stop) : undefined)
  return { tidy, end }
}

/** Most send what is new; some send all of it again, so far or whole, which two objects in one text are a sign of. */
const continued = (input: string, more: string): string =>
  input.startsWith('{') && more.startsWith(input) ? more : input + more

interface TidyChunks {
  tidy(chunk: unknown): unknown
  /** The chunk that is missing where a server says that it is done, and not why. */
  end(): unknown
}

const stop = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }

interface Call {
  id: string
  index: number | undefined
  name: string
  input: string
  /** How much of the input was handed on; undefined: not even its name. */
  told?: number
}

/** The call that a fragment goes on with; undefined where it begins one. */
function callOf(calls: readonly Call[], { index, id, function: said }: Fragment): Call | undefined {
  const name = said?.name ?? ''
  const last = calls.findLast((call) => index === undefined || call.index === index)
  if (id !== '') {
    const same = calls.find((call) => call.id === id)
    if (same !== undefined || name !== '') return same
    return last
  }
  if (last === undefined || name === '' || index !== undefined) return last
  return name === last.name && !isWhole(last.input) ? last : undefined
}

function begin(calls: Call[], { index, id, function: said }: Fragment): Call {
  const call = {
    id: id === '' ? `call_${randomUUID()}` : id,
    index,
    name: said?.name || 'unknown',
    input: '',
  }
  calls.push(call)
  return call
}

function isWhole(input: string): boolean {
  try {
    JSON.parse(input)
    return true
  } catch {
    return false
  }
}

/**
 * The model has not stalled: other calls come, and wait for the first to end. White space after its
 * JSON says nothing else.
 */
const signOfLife = { index: 0, function: { arguments: ' ' } }

/** Texts come as texts mostly, as parts, or as the value that they should be the JSON of. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  const parts = z.array(z.union([spoken, thinking])).safeParse(value).data
  if (parts === undefined) return JSON.stringify(value)
  return parts.map((part) => ('text' in part ? part.text : '')).join('')
}

/** What servers give apart from the text, under names of their own. */
function thoughtOf(delta: z.infer<typeof deltaSchema> | null | undefined): string {
  const { reasoning_content, reasoning, content } = delta ?? {}
  const thought = reasoning_content ?? reasoning ?? ''
  const parts = z.array(z.union([thinking, spoken])).safeParse(content).data ?? []
  const thoughts = parts.flatMap((part) => ('thinking' in part ? part.thinking : []))
  return thought + thoughts.map(({ text }) => text).join('')
}

const spoken = z.object({ text: z.string() })
/** Mistral’s: parts of a text that is a list. */
const thinking = z.object({ thinking: z.array(spoken) })
const said = z
  .looseObject({ name: z.string().nullish(), arguments: z.unknown().optional() })
  .nullish()
const fragment = z.looseObject({
  index: z.number().optional().catch(undefined),
  id: z.string().catch(''),
  function: said,
})
type Fragment = z.infer<typeof fragment>
const text = z.string().nullish().catch(undefined)
const deltaSchema = z.looseObject({
  content: z.unknown().optional(),
  reasoning_content: text,
  reasoning: text,
  tool_calls: z
    .union([z.array(fragment), fragment.transform((one) => [one])])
    .nullish()
    .catch(undefined),
  function_call: said,
})
const choiceSchema = z.looseObject({
  index: z.number().catch(0),
  delta: deltaSchema.nullish(),
  /** Of servers that stream whole messages, or as completions without a chat do. */
  message: deltaSchema.nullish().catch(undefined),
  text: z.string().optional().catch(undefined),
  finish_reason: z.unknown().optional(),
})
type Choice = z.infer<typeof choiceSchema>
const choiceChunk = z.looseObject({ choices: z.array(choiceSchema).min(1) })
