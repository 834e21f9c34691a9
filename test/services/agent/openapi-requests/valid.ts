import fc from 'fast-check'
import { z } from 'zod'
import type { Schema } from './operations.ts'

/** What the service hands out, and takes back. */
const handedOut = ['okta_token', 'conversation_id', 'cursor']

/** What the schema takes, without what was handed out. */
export function valid(schema: Schema): fc.Arbitrary<unknown> {
  const it = known.parse(schema)
  switch (it.type) {
    case 'string': {
      if (it.enum !== undefined) return fc.constantFrom(...it.enum)
      const unit = it.pattern === undefined ? 'grapheme' : 'grapheme-ascii'
      return fc.string({ unit, minLength: it.minLength, maxLength: Math.min(it.maxLength, 60) })
    }
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: it.minimum, max: it.maximum })
    case 'number':
      return fc.double({ min: it.minimum, max: it.maximum, noNaN: true })
    case 'object': {
      const own = Object.entries(it.properties).filter(([name]) => !handedOut.includes(name))
      const members = own.map(([name, schema]) => [name, member(name, schema)] as const)
      return fc.record<Record<string, unknown>>(Object.fromEntries(members), {
        requiredKeys: it.required,
      })
    }
  }
}

/** A request id that was used before belongs to that request. */
function member(name: string, schema: Schema): fc.Arbitrary<unknown> {
  return name === 'request_id' ? fc.uuid() : valid(schema)
}

const range = { minimum: z.number(), maximum: z.number() }
const known = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('string'),
    minLength: z.number().default(0),
    maxLength: z.number().default(60),
    pattern: z.string().optional(),
    enum: z.array(z.string()).optional(),
  }),
  z.object({ type: z.literal('boolean') }),
  z.object({ type: z.literal('integer'), ...range }),
  z.object({ type: z.literal('number'), ...range }),
  z.object({
    type: z.literal('object'),
    properties: z.record(z.string(), z.record(z.string(), z.json())).default({}),
    required: z.array(z.string()).default([]),
  }),
])

export function queryString(values: Record<string, unknown>): string {
  const pairs = Object.entries(values).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`,
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
