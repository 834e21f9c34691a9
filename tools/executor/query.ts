import { compile, search, tokenize } from '@jmespath-community/jmespath'
import type { Operation } from '../catalogue/catalogue.ts'
import type { Json } from '../json.ts'
import { cutText } from '../text.ts'
import { ToolError } from '../tool-error.ts'
import { asOutput, outputMembers } from './items.ts'

const maxLength = 2000
/** The AWS command line takes literals such as `running` without quotes in the backticks. */
const beyondCli = new Set(['Root', 'Variable'])
/** Beyond the command line's too: with these, little text makes more than V8 survives. */
const growing = new Set(['pad_left', 'pad_right', 'replace'])
const options = { enable_legacy_literals: true }

/** Refuses a query that is no JMESPath, before anything is asked. */
export function checkQuery(query: string): void {
  if (query.length > maxLength) throw invalidQuery(`query is longer than ${maxLength} characters`)
  try {
    compile(query, options)
    const refused = unsupported(tokenize(query, options))
    if (refused !== undefined) throw new Error(`${refused} is not supported`)
  } catch (error) {
    throw invalidQuery(`query is not JMESPath: ${messageOf(error)}`)
  }
}

/** With the root at hand within a projection, a short query makes a huge answer. */
function unsupported(tokens: ReturnType<typeof tokenize>): string | undefined {
  if (tokens.some(({ type }) => beyondCli.has(String(type)))) return '$'
  const functions = tokens
    .filter((_, at) => String(tokens[at + 1]?.type) === 'Lparen')
    .map(({ value }) => String(value))
  const splitsByNothing = functions.includes('split') && tokens.some(({ value }) => value === '')
  return splitsByNothing ? "split by ''" : functions.find((name) => growing.has(name))
}

/**
 * What a query makes of items, as items again. It runs on their list (`[].InstanceId`), or on
 * AWS's answer where it starts with one of its members (`Reservations[].Instances[].InstanceId`).
 */
export function applyQuery(items: readonly Json[], query: string, operation: Operation): Json[] {
  try {
    const found = search(subject(items, query, operation), query, options)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  } catch (error) {
    throw invalidQuery(`query failed: ${messageOf(error)}`)
  }
}

function subject(items: readonly Json[], query: string, operation: Operation): Json {
  const [, first] = /^\s*(?:\w+\(\s*)*"?([A-Za-z_]\w*)/.exec(query) ?? []
  const whole = operation.items === undefined && operation.besides === undefined
  const picks = /^\s*[[{]\s*["A-Za-z_]/.test(query)
  if (whole && (first !== undefined || picks)) return items[0] ?? null
  const asAnswered = first !== undefined && outputMembers(operation).includes(first)
  return asAnswered ? asOutput(items, operation) : [...items]
}

const messageOf = (error: unknown): string =>
  cutText(error instanceof Error ? error.message : String(error), 300)

export const invalidQuery = (message: string) =>
  new ToolError('invalid_query', message, {
    hint: "A JMESPath over the list of items, as [?State.Name=='running'].InstanceId",
  })
