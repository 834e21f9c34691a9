import { ToolError } from '../../tool-error.ts'
import { isCodeRead } from '../code/code-operations.ts'
import type { FoundOperation } from '../find-operation.ts'
import { isInsightsQuery } from '../logs-insights.ts'
import { asRecord } from '../own-account.ts'
import type { Listing } from './listing.ts'
import { listedWithin } from './within.ts'

/** A call that is to run for each of many names. */
export interface Each {
  /** The parameter that takes one name. */
  parameter: string
  /** As given, each once; where `all` was given, the operation that lists them. */
  names: readonly string[] | Listing
  /** The other parameters. */
  others: Record<string, unknown>
}

/** What lists the names that a parameter takes; loaded where that is asked, which is seldom. */
async function listed(
  ...asked: Parameters<typeof import('./listing.ts').listingOf>
): Promise<Listing | undefined> {
  const { listingOf } = await import('./listing.ts')
  return listingOf(...asked)
}

/** Where a list of names stands in one name's place, or `all`; undefined for any other call. */
export async function eachOf(found: FoundOperation, given: unknown): Promise<Each | undefined> {
  const parameters = asRecord(given)
  if (parameters === undefined || isInsightsQuery(found) || isCodeRead(found)) {
    return undefined
  }
  const inner = await innerAll(found, parameters)
  if (inner !== undefined) return inner
  const manyOf = Object.entries(parameters).flatMap(([given, value]) => {
    const parameter = takingOneName(found, given)
    return parameter !== undefined && (isNames(value) || value === 'all')
      ? [{ given, parameter, value }]
      : []
  })
  const lists = manyOf.filter(({ value }) => value !== 'all')
  const [first = manyOf[0], second] = lists
  if (first === undefined) return undefined
  const { given: name, parameter, value } = first
  if (second !== undefined) throw severalLists(parameter, second.parameter)
  const names = isNames(value) ? [...new Set(value)] : await listed(found, parameter)
  // The word itself, where nothing is known to list the names.
  if (names === undefined) return undefined
  if (found.service === 'cost-explorer') throw billedEach(parameter)
  const { [name]: _, ...others } = parameters
  return { parameter, names, others }
}

/** `all` services of a cluster: names that are listed within something, which is named or itself each of many. */
async function innerAll(
  found: FoundOperation,
  parameters: Record<string, unknown>,
): Promise<Each | undefined> {
  for (const [parameter, value] of Object.entries(parameters)) {
    const inner = listedWithin(found, parameter)
    const isAll = value === 'all' || (isNames(value) && value.join() === 'all')
    if (inner === undefined || !isAll) continue
    const { [parameter]: _, ...others } = parameters
    const outer = inner.of === undefined ? undefined : others[inner.of]
    if (outer === 'all' || isNames(outer)) throw allWithinAll(parameter, inner)
    const names = await listed(found, parameter, others)
    if (names !== undefined) return { parameter, names, others }
  }
  return undefined
}

/** The parameter of this name, in any letter case, if it takes one name and is not of paging. */
function takingOneName({ operation }: FoundOperation, given: string): string | undefined {
  const { parameters = {}, paging } = operation
  const name = Object.hasOwn(parameters, given)
    ? given
    : Object.keys(parameters).find((known) => known.toLowerCase() === given.toLowerCase())
  if (name === undefined || Object.hasOwn(paging?.tokens ?? {}, name)) return undefined
  return parameters[name]?.replace('!', '') === 'string' ? name : undefined
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string')

const allWithinAll = (parameter: string, { of, operation }: { of?: string; operation: string }) =>
  new ToolError('invalid_parameter', `${parameter}: all is of one ${of}, and ${of} is many`, {
    hint: `Call it for one ${of} after another; ${operation} with ${of}: all lists what there is.`,
  })

const severalLists = (one: string, other: string) =>
  new ToolError('invalid_parameter', `${one} and ${other} both are lists: each takes one name`, {
    hint: 'A list in one name’s place runs the operation for each; only one parameter may have it.',
  })

const billedEach = (parameter: string) =>
  new ToolError('invalid_parameter', `${parameter} takes one name: AWS bills each of these calls`, {
    hint: 'Ask for one, or group and filter within one call.',
  })
