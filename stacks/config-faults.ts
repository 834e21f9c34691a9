import type { z } from 'zod'
import { nearest } from '../tools/executor/nearest.ts'

type Issue = z.core.$ZodRawIssue

/** In a deployer's words what zod would say in its own; what has words of its own keeps them. */
export function whole(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is required'
        : `is not ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `is not one of ${issue.values.join(', ')}`
    case 'too_small':
      return issue.origin === 'array' ? 'is empty: name one' : `is less than ${issue.minimum}`
    case 'too_big':
      return `is more than ${issue.maximum}`
    default:
      return undefined
  }
}

const kinds: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a group of keys',
  record: 'a group of keys with texts',
  string: 'a text: put it in quotes',
}

/** A line a fault: the key and what is wrong with it; of a key that is none, the nearest that is. */
export function faultsOf(error: z.ZodError, schema: z.core.$ZodType): string[] {
  return error.issues.flatMap((issue) => {
    const { path, message } = issue
    if (issue.code !== 'unrecognized_keys') return [`${path.join('.')}: ${message}`]
    const known = keysAt(schema, path)
    return issue.keys.map((key) => `${[...path, key].join('.')}: ${unknown(key, known)}`)
  })
}

function unknown(key: string, known: readonly string[]): string {
  const [near] = nearest(key, known, 1)
  return near === undefined
    ? `is no key here: there are ${known.join(', ')}`
    : `is no key here: did you mean ${near}?`
}

/** The keys of the group at a path; of several forms of it, those of all. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const { def } = schema._zod as { def: Definition }
  if (def.innerType !== undefined) return keysAt(def.innerType, path)
  if (def.in !== undefined) return keysAt(def.in, path)
  if (def.options !== undefined) {
    return [...new Set(def.options.flatMap((option) => keysAt(option, path)))]
  }
  const { shape = {} } = def
  const [first, ...rest] = path
  if (first === undefined) return Object.keys(shape)
  const inner = shape[String(first)]
  return inner === undefined ? [] : keysAt(inner, rest)
}

/** Of zod's kinds of schema, where those within are. */
interface Definition {
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  options?: readonly z.core.$ZodType[]
  shape?: Record<string, z.core.$ZodType>
}
