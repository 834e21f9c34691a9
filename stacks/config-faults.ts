import type { z } from 'zod'
import { nearest } from '../tools/executor/nearest.ts'

type Issue = z.core.$ZodRawIssue

/** In a deployer's words what zod would say in its own; what has words of its own keeps them. */
export function whole(issue: Issue): string | undefined {
  if (issue.input === undefined) return 'is required'
  if (issue.input === null) return 'has no value: give it one, or drop the key'
  switch (issue.code) {
    case 'invalid_type':
      return `is not ${kinds[issue.expected] ?? issue.expected}`
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
  array: 'a list, such as [one, another]',
  boolean: 'true or false, without quotes',
  int: 'a whole number, without quotes',
  number: 'a number, without quotes',
  object: 'a group of keys',
  record: 'a group of keys with texts',
  string: 'a text: put it in quotes',
}

/** A line a fault: the key and what is wrong with it; of a key that is none, what may be meant. */
export function faultsOf(error: z.ZodError, schema: z.core.$ZodType): string[] {
  return error.issues.flatMap((issue) => {
    const { path, message } = issue
    if (issue.code !== 'unrecognized_keys') return [`${path.join('.')}: ${message}`]
    return issue.keys.map((key) => `${[...path, key].join('.')}: ${unknown(key, path, schema)}`)
  })
}

function unknown(key: string, path: readonly PropertyKey[], schema: z.core.$ZodType): string {
  const { keys, discriminator } = groupAt(schema, path)
  if (keys.includes(key)) return `is there with another ${discriminator} only: drop it`
  const same = (other: string) => other.toLowerCase() === key.toLowerCase()
  const elsewhere = pathsOf(schema).filter((other) => same(other.slice(other.lastIndexOf('.') + 1)))
  const [near] = nearest(key, keys, 1)
  const meant = (near !== undefined && same(near)) || elsewhere.length === 0 ? [near] : elsewhere
  const said = meant.filter((one) => one !== undefined).join(' or ')
  return said === ''
    ? `is no key here: there are ${keys.join(', ')}`
    : `is no key here: did you mean ${said}?`
}

/** All keys, and those within groups as `group.key`. */
function pathsOf(schema: z.core.$ZodType): string[] {
  return groupAt(schema, []).keys.flatMap((key) => [
    key,
    ...groupAt(schema, [key]).keys.map((within) => `${key}.${within}`),
  ])
}

interface Group {
  keys: string[]
  /** Of a group of several forms, which have all these keys together, what tells them apart. */
  discriminator?: string
}

function groupAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): Group {
  const { def } = schema._zod as { def: Definition }
  const within = def.innerType ?? def.in
  if (within !== undefined) return groupAt(within, path)
  if (def.options !== undefined) {
    const keys = def.options.flatMap((option) => groupAt(option, path).keys)
    return {
      keys: [...new Set(keys)],
      ...(path.length === 0 && def.discriminator && { discriminator: def.discriminator }),
    }
  }
  const { shape = {} } = def
  const [first, ...rest] = path
  if (first === undefined) return { keys: Object.keys(shape) }
  const inner = shape[String(first)]
  return inner === undefined ? { keys: [] } : groupAt(inner, rest)
}

/** Of zod's kinds of schema, where those within are. */
interface Definition {
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  options?: readonly z.core.$ZodType[]
  discriminator?: string
  shape?: Record<string, z.core.$ZodType>
}
