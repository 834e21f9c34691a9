import type { Json } from '../../json.ts'
import { listed } from '../../recipes/evidence/wording.ts'
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
  const items = isLeast ? rows.slice(-first).reverse() : rows.slice(0, first)
  const which = items.map((row) => {
    const [name, amount] = Object.entries(row).flatMap(([member, value]) =>
      member === 'evidence' ? [] : [String(value)],
    )
    return `${name} (${amount})`
  })
  const said = `The ${first} that cost the ${isLeast ? 'least' : 'most'} of ${rows.length}: ${listed(which, first)}.`
  return { ...region, summary: [said, region.summary].filter(Boolean).join(' '), items }
}
