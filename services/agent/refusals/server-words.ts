import * as z from 'zod'
import { parseJson } from '../json.ts'

/** A server's refusal in OpenAI's form, of which clients read the message. */
export interface ServerWords {
  message: string
  code?: string
  type?: string
}

/**
 * What a server says in a refusal, in whatever form it does: an `error` that is an object, a text or
 * in a list, `detail`, `message`, another server's answer within, counts beside it; of a web page only
 * that it is one. Nothing of what it quotes of the request.
 */
export function serverWords(body: string): ServerWords {
  if (/^\s*<(?:!doctype|html|\?xml|head|body)/i.test(body)) return { message: 'web page' }
  const parsed = parseJson(body)
  const said = parsed === undefined ? [body] : wordsIn(parsed, 0)
  const { code, type } = codesIn(parsed)
  return {
    message: said.join(' ').slice(0, mostWords) || 'no words',
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
  }
}

/** Whether an answer of status 200, or an event of a stream, is a refusal. */
export function isRefusal(value: unknown): boolean {
  const { error, object, choices } = spoken.safeParse(first(value)).data ?? {}
  if (error !== undefined && error !== null && error !== '') return true
  return object === 'error' || (choices === undefined && wordsIn(value, 0).length > 0)
}

const mostWords = 4_000

const text = z.string().optional().catch(undefined)
const word = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined)
const fault = z.object({
  msg: text,
  type: text,
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
})
const spoken = z.looseObject({
  error: z.unknown().optional(),
  errors: z.unknown().optional(),
  object: text,
  choices: z.unknown().optional(),
  message: z.unknown().optional(),
  error_description: text,
  detail: z
    .union([z.string(), z.array(fault)])
    .optional()
    .catch(undefined),
  code: word,
  type: word,
  status: word,
  metadata: z.looseObject({ raw: z.unknown().optional() }).optional().catch(undefined),
})

function wordsIn(value: unknown, depth: number): string[] {
  if (depth > 8) return []
  if (typeof value === 'string') {
    const inner = /^\s*[[{]/.test(value) ? parseJson(value) : undefined
    return inner === undefined ? [value] : wordsIn(inner, depth + 1)
  }
  const parsed = spoken.safeParse(first(value)).data
  if (parsed === undefined) return []
  const { error, errors, message, error_description, detail, metadata, code, type, status } = parsed
  const within = [error, errors, message, metadata?.raw].flatMap((each) => wordsIn(each, depth + 1))
  const faults = typeof detail === 'string' ? [detail] : (detail ?? []).map(faultWords)
  const said = [
    ...within,
    ...(error_description === undefined ? [] : [error_description]),
    ...faults,
  ]
  if (said.length === 0) return []
  const codes = [type, code, typeof status === 'string' ? status : undefined]
  return [...codes.filter((each) => each !== undefined), ...said, ...countsIn(parsed)]
}

const faultWords = ({ msg, type, loc }: z.infer<typeof fault>): string =>
  [type, loc.join('.'), msg].filter(Boolean).join(' ')

/** As llama.cpp has them beside its message. */
function countsIn(value: Record<string, unknown>): string[] {
  return Object.entries(value).flatMap(([name, count]) =>
    typeof count === 'number' && name !== 'code' && name !== 'status' ? [`${name} ${count}`] : [],
  )
}

function codesIn(value: unknown): Pick<ServerWords, 'code' | 'type'> {
  const parsed = spoken.safeParse(first(value)).data
  const inner = spoken.safeParse(first(parsed?.error)).data ?? parsed
  return { ...(inner?.code && { code: inner.code }), ...(inner?.type && { type: inner.type }) }
}

/** Some put their one error into a list. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}
