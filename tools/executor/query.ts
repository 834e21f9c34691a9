import type { Operation } from '../catalogue/catalogue.ts'
import type { Json } from '../json.ts'
import { cutText } from '../text.ts'
import { ToolError } from '../tool-error.ts'
import type { About } from './about.ts'
import { asOutput, outputMembers } from './items.ts'
import { didYouMean } from './nearest.ts'
import type { Absent } from './query/job.ts'
import { inThread, warmThread } from './query/thread.ts'

const maxLength = 2000
const maxResult = 4_000_000
/**
 * Refuses a query that is no JMESPath, before anything is asked; for one that is, what evaluates it
 * starts meanwhile.
 */
export async function checkQuery(query: string): Promise<void> {
  if (query.length > maxLength) throw invalidQuery(`query is longer than ${maxLength} characters`)
  // Loaded only where a query comes.
  const { syntaxFault } = await import('./query/syntax-fault.ts')
  const fault = syntaxFault(query)
  if (fault !== undefined) throw invalidQuery(`query is not JMESPath: ${fault}`)
  warmThread()
}

/** What a query makes of items, as entries again, and what in it finds nothing. */
export interface Queried {
  entries: Json[]
  hint?: string
}

/**
 * It runs on the list of items (`[].InstanceId`), or on AWS's answer where it starts with one of its
 * members (`Reservations[].Instances[].InstanceId`). Throws a ToolError for one that fails, or that
 * wants more time or memory than there is for it.
 */
export async function applyQuery(
  items: readonly Json[],
  query: string,
  { operation, about = {} }: { operation: Operation; about?: About },
): Promise<Queried> {
  const subject = JSON.stringify(subjectOf(items, query, { operation, about }))
  const answer = await inThread({ query, subject, most: maxResult })
  if ('failure' in answer) throw invalidQuery(cutText(answer.failure, 300))
  const found: Json = JSON.parse(answer.found)
  const entries = Array.isArray(found) ? found : found === null ? [] : [found]
  const hint = answer.mixed
    ? mixed
    : absentHint(
        answer.absent.find(({ name }) => name !== 'null'),
        { query, operation },
      )
  return hint === undefined ? { entries } : { entries, hint }
}

function subjectOf(
  items: readonly Json[],
  query: string,
  { operation, about }: { operation: Operation; about: About },
): Json {
  switch (runsOn(query, { operation, about })) {
    case 'the one item':
      return items[0] ?? null
    case 'the answer':
      return asOutput(items, operation, about)
    case 'the items':
      return [...items]
  }
}

function runsOn(
  query: string,
  { operation, about }: { operation: Operation; about: About },
): 'the one item' | 'the answer' | 'the items' {
  const [, first] = /^\s*(?:!\s*|\w+\(\s*)*"?([A-Za-z_]\w*)/.exec(query) ?? []
  const whole = operation.items === undefined && operation.besides === undefined
  const picks = /^\s*([[{]\s*["A-Za-z_]|\*)/.test(query)
  if (whole && (first !== undefined || picks)) return 'the one item'
  const members = [...outputMembers(operation), ...Object.keys(about)]
  return (first !== undefined && members.includes(first)) || picksOf(query, members)
    ? 'the answer'
    : 'the items'
}

/**
 * The same query as the `aws` command line takes it, over the whole of AWS's answer; undefined where
 * that has the items in another form.
 */
export function cliQuery(
  query: string,
  { operation, about }: { operation: Operation; about: About },
): string | undefined {
  const { items, besides = [] } = operation
  if (runsOn(query, { operation, about }) !== 'the items') return query
  if (besides.length > 0) return undefined
  if (items === undefined) return `[@] | ${query}`
  // One object, where others have a list, is a list of one.
  return items.includes('[]') ? `${items}[] | ${query}` : `[${items}][] | ${query}`
}

/** `{all: Count, rows: Items[]}`: an object made of the answer's members. */
const picksOf = (query: string, members: readonly string[]): boolean =>
  /^\s*\{/.test(query) &&
  members.some((name) => new RegExp(`:\\s*(\\w+\\(\\s*)*${name}\\b`).test(query))

const mixed =
  'query compares a number with a text, which matches nothing: numbers stand in backticks, as ' +
  "`100`, texts in quotes, as 'running'."

interface Asked {
  query: string
  operation: Operation
}

function absentHint(absent: Absent | undefined, { query, operation }: Asked): string | undefined {
  if (absent === undefined) return undefined
  const { name, within } = absent
  const shown = cutText(name, 60)
  if (within === 'list' && query.trimStart().startsWith(name)) {
    // Of the list itself, the result says what the query ran on.
    const near = didYouMean(name, outputMembers(operation))
    return near === '' ? undefined : `The answer has no ${shown}.${near}`
  }
  if (within === 'list') return `query asks a list for ${shown}: write [].${shown} for its entries.`
  if (within === 'value') return `query asks a text or number for ${shown}: it has no members.`
  return `No item has ${shown} where query looks for it.${didYouMean(name, within)}`
}

const invalidQuery = (message: string) =>
  new ToolError('invalid_query', message, {
    hint: "A JMESPath over the list of items, as [?State.Name=='running'].InstanceId",
  })
