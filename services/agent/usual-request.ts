import { parseJson } from './json.ts'
import { meaningOf } from './refusals/refusal-of.ts'
import type { ServerWords } from './refusals/server-words.ts'

/** A server that does not know one of these answers as well without it, or with its old name. */
const adaptations = {
  max_completion_tokens: ({ max_completion_tokens, ...rest }) => ({
    ...rest,
    max_tokens: max_completion_tokens,
  }),
  stream_options: ({ stream_options: _, ...rest }) => rest,
} satisfies Record<string, (body: Body) => Body>

type Body = Record<string, unknown>
type Parameter = keyof typeof adaptations

/** Requests as one server takes them, once it has refused a parameter of the first. */
export function usualRequest() {
  const adapted = new Set<Parameter>()
  return {
    of(init: RequestInit | undefined): RequestInit | undefined {
      const body = adapted.size === 0 ? undefined : bodyOf(init)
      if (body === undefined) return init
      const usual = [...adapted].reduce<Body>((sent, name) => adaptations[name](sent), body)
      return { ...init, body: JSON.stringify(usual) }
    },
    /** True where the refusal is of a parameter that the next request goes without. */
    adaptTo({ message }: ServerWords, init: RequestInit | undefined): boolean {
      if (meaningOf(message, undefined).means !== 'parameter') return false
      const refused = parameters.find(
        (name) => !adapted.has(name) && message.includes(name) && name in (bodyOf(init) ?? {}),
      )
      if (refused === undefined) return false
      adapted.add(refused)
      return true
    },
  }
}

const parameters: readonly Parameter[] = ['max_completion_tokens', 'stream_options']

function bodyOf(init: RequestInit | undefined): Body | undefined {
  const body = typeof init?.body === 'string' ? parseJson(init.body) : undefined
  return typeof body === 'object' && body !== null ? { ...body } : undefined
}
