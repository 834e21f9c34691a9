import { limits } from './executor/execute.ts'
import { isRecord } from './json.ts'
import { cutText, wellFormed } from './text.ts'
import { ToolError } from './tool-error.ts'

/** What a tool of read operations is called with. */
export interface Input {
  operation?: string
  parameters?: unknown
  region?: string | string[]
  query?: string
  max_items?: number
  next_token?: string
  question?: string
  /** Of whoever shows a model what matters alone: the answer is whole either way. */
  full?: boolean
}

/**
 * What came, checked: models fill what they leave out with null or nothing. Throws a ToolError that
 * names what is wrong. By hand, as a library for it would be half of what the handler starts with.
 */
export function readInput(value: unknown): Input {
  const input = wellFormed(value)
  if (!isRecord(input)) throw badInput('input', 'not an object')
  const read: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(input)) {
    if (member === null || member === '') continue
    if (!isField(name)) throw badInput(name, 'no field of this tool')
    read[name] = fields[name](member, name)
  }
  return read
}

const text =
  (most: number) =>
  (value: unknown, name: string): string => {
    if (typeof value !== 'string') throw badInput(name, 'must be text')
    if (value.length > most) throw badInput(name, `longer than ${most} characters`)
    return value
  }

const fields = {
  operation: text(200),
  parameters: (value: unknown) => value,
  region: (value: unknown, name: string) => {
    if (!Array.isArray(value)) return text(1_000)(value, name)
    if (value.length > 50) throw badInput(name, 'more than 50')
    return value.map((entry) => text(100)(entry, name))
  },
  query: text(Number.POSITIVE_INFINITY),
  max_items: (value: unknown, name: string) => {
    const count = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value
    if (Number.isInteger(count) && Number(count) >= 1 && Number(count) <= limits.maxItems) {
      return count
    }
    throw badInput(name, `must be a whole number from 1 to ${limits.maxItems}`)
  },
  // One that was given is smaller than the result that it was in.
  next_token: text(limits.resultBytes),
  question: text(4_000),
  full: (value: unknown, name: string) => {
    if (typeof value !== 'boolean') throw badInput(name, 'must be true or false')
    return value
  },
} satisfies Record<string, (value: unknown, name: string) => unknown>

const isField = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name)

const badInput = (name: string, why: string): ToolError =>
  new ToolError('invalid_input', cutText(`${name}: ${why}`, 300), {
    hint: `Fields: ${Object.keys(fields).join(', ')}.`,
  })
