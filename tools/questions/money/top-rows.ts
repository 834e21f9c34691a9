import type { Json } from '../../json.ts'
import { listed, sentences } from '../../recipes/evidence/wording.ts'
import type { RegionResult, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'

/** Whose rows lie by what they cost, the most first. */
const ranked = /^recipe:(?:cost|spend_by_service)$/

/** “Top 5 services by cost”: of what lies by cost as many as were asked for, and which they are. */
export function topRows(first: number | undefined, result: ToolResult): ToolResult {
  const { operation, parameters } = result.call ?? {}
  if (first === undefined || !ranked.test(operation ?? '')) return result
  const isLeast = parameters?.order === 'least'
  return { ...result, regions: result.regions.map((region) => headOf(region, first, isLeast)) }
}

function headOf(region: RegionResult, first: number, isLeast: boolean): RegionResult {
  if (region.status !== 'ok' || region.items.length <= first) return region
  const rows = (region.items as Json[]).filter(isObject)
  const isOneTable = new Set(rows.map(({ evidence }) => evidence)).size === 1
  if (!isOneTable || rows.length !== region.items.length) return region
  const told = (row: (typeof rows)[number]) => {
    const [name, amount] = Object.entries(row).flatMap(([member, value]) =>
      member === 'evidence' ? [] : [String(value)],
    )
    return `${name} (${amount})`
  }
  // What has no such tag is no application and no team: it stands beside them.
  const [rest, named] = [rows.filter(isRest), rows.filter((row) => !isRest(row))]
  if (named.length <= first) return region
  const items = isLeast ? named.slice(-first).reverse() : named.slice(0, first)
  const said = sentences(
    `The ${first} that cost the ${isLeast ? 'least' : 'most'} of ${named.length}: ${listed(items.map(told), first)}.`,
    rest.length === 0 ? '' : `Beside them: ${listed(rest.map(told))}.`,
    region.summary ?? '',
  )
  return { ...region, summary: said, items: [...items, ...rest] }
}

const isRest = (row: { [member: string]: Json }): boolean =>
  Object.values(row).some(
    (value) => typeof value === 'string' && value.startsWith('without the tag '),
  )
