import { lead } from './lead.ts'
import { sentence } from './sentence.ts'
import { table } from './table.ts'
import { isToldOf, type ShownRegion, type ShownResult } from './tool-result.ts'
import { nounOf } from './words.ts'

/** What an operation gave: what it comes to in a line, one table of all regions, what failed. */
export function listing(result: ShownResult): string[] {
  const answered = result.regions.filter(({ status }) => status !== 'error')
  const failed = result.regions.filter(({ status }) => status === 'error')
  const full = answered.filter(({ items }) => items.length > 0)
  return [
    ...(answered.length > 0 || result.empty_regions.length > 0 ? [lead(result)] : []),
    ...(full.length > 0 ? [rows(result, full)] : []),
    about(answered),
    ...answered.flatMap((region) => goOn(region)),
    notAnswered(result),
    ...failed.map((region) => failure(region, result.operation)),
  ].filter((part) => part !== '')
}

function rows(
  { operation, for_each, ...result }: ShownResult,
  full: readonly ShownRegion[],
): string {
  // A bare value without a column is what the operation lists.
  const isBare = full.every(({ items }) => items.every((item) => typeof item === 'string'))
  const columns = result.columns.length === 0 && isBare ? [nounOf(operation)] : result.columns
  const isOfMany = full.length > 1
  const items = full.flatMap(({ region, items }) =>
    isOfMany ? items.map((item) => inRegion(item, region, columns)) : items,
  )
  const own = [...(for_each === undefined ? [] : [for_each.parameter]), ...columns]
  const [name, ...others] = own
  const paths =
    isOfMany && name !== undefined
      ? [name, regionColumn, ...others.filter((path) => !/AvailabilityZone$/.test(path))]
      : own
  return table({ items, columns: [...new Set(paths)], operation, most: mostColumns })
}

const regionColumn = 'Region'
const mostColumns = 8

/** A bare name stands beside its region under the column that says what it is. */
const inRegion = (item: unknown, region: string, [column = 'Name']: readonly string[]) =>
  typeof item === 'object' && item !== null
    ? { [regionColumn]: region, ...item }
    : { [regionColumn]: region, [column]: item }

/** What AWS said beside the list, or in place of one. */
function about(answered: readonly ShownRegion[]): string {
  const told = answered.filter(isToldOf)
  const items = told.map(({ region, about }) =>
    told.length > 1 ? { [regionColumn]: region, ...about } : about,
  )
  return table({ items, columns: [] })
}

function goOn({ truncated, hint, items }: ShownRegion): string[] {
  const isForPeople = hint !== undefined && !/next_token/.test(hint)
  return isForPeople && (truncated || items.length === 0) ? [hint] : []
}

/** Of many names those that could not be answered, and why. */
function notAnswered({ regions, for_each }: ShownResult): string {
  const failed = regions.flatMap(({ region, failures }): Record<string, unknown>[] =>
    failures.map((each) => ({ [regionColumn]: region, ...each })),
  )
  if (failed.length === 0) return ''
  const name = for_each === undefined ? [] : [for_each.parameter]
  const where = regions.length > 1 ? [regionColumn] : []
  const columns = [...name, ...where, 'message', 'hint']
  // In a table also where it is one: a record shows more than these.
  const [first] = failed
  const lines =
    failed.length === 1 && first !== undefined
      ? `- ${columns.flatMap((column) => first[column] ?? []).join(': ')}`
      : table({ items: failed, columns })
  return `**Not answered** (${failed.length})\n\n${lines}`
}

function failure({ region, message, code, hint }: ShownRegion, operation = 'answer'): string {
  const next = hint === undefined ? '' : ` ${hint}`
  return `**${operation}, ${region}**: ${sentence(message ?? code ?? 'failed')}${next}`
}
