import type { Json } from '../../json.ts'
import { whyMissed } from '../../recipes/evidence/wording.ts'
import type { ToolResult } from '../../tool.ts'
import type { Reader } from '../things/reader.ts'

interface Row {
  region: string
  item: Json
}

interface Told {
  operation: string
  understood: string
  summary: string
  rows: readonly Row[]
  reader: Reader
  parameters?: Record<string, unknown>
  query?: string
  notice?: string | undefined
}

/** An answer in a sentence or more, with the rows that it rests on and what could not be read for it. */
export function told({
  operation,
  understood,
  summary,
  rows,
  reader,
  parameters,
  query,
  notice,
}: Told): ToolResult {
  const missed = reader.failures.map(
    ({ operation, region, error }) =>
      `${operation} in ${region} could not be read: ${whyMissed(error)}`,
  )
  const notices = [...new Set([...(notice === undefined ? [] : [notice]), ...missed])]
  const regions = [...Map.groupBy(rows, ({ region }) => region)]
  return {
    status: missed.length === 0 ? 'ok' : 'partial',
    operation,
    understood,
    summary,
    call: {
      operation,
      ...(parameters === undefined ? {} : { parameters }),
      ...(query === undefined ? {} : { query }),
      region: 'all',
    },
    ...(notices.length === 0 ? {} : { notice: notices.join(' ') }),
    regions:
      regions.length === 0
        ? [{ region: reader.defaultRegion, status: 'ok', items: [], truncated: false }]
        : regions.map(([region, own]) => ({
            region,
            status: 'ok',
            items: own.map(({ item }) => item),
            truncated: false,
          })),
  }
}
