import { toolDataOf } from './tool-data.ts'

interface RegionCell {
  status: 'ok' | 'cut' | 'failed'
  /** `11 items`, `AccessDenied` */
  words: string
  /** What a failure said. */
  detail?: string
}

export interface RegionMatrix {
  regions: readonly string[]
  rows: readonly { name: string; cells: readonly (RegionCell | undefined)[] }[]
}

/** What was read where; undefined where one region alone was, and all went well. */
export function regionMatrix(
  calls: readonly { name: string; result: unknown }[],
): RegionMatrix | undefined {
  const rows = calls.flatMap(({ name, result }) => {
    const data = toolDataOf(result)
    if (data === undefined) return []
    const cells = data.calls.length > 0 ? ofReads(data.calls) : new Map<string, RegionCell>()
    for (const { region, status, items, code, message, isCut } of data.regions) {
      if (status === 'error') {
        const detail = message === undefined ? {} : { detail: message }
        for (const each of region.split(', '))
          cells.set(each, { status: 'failed', words: code ?? 'failed', ...detail })
      } else if (data.calls.length === 0) {
        const words = items.length === 1 ? '1 item' : `${items.length} items`
        cells.set(region, { status: isCut ? 'cut' : 'ok', words: isCut ? `${words}, cut` : words })
      }
    }
    return [{ name, cells }]
  })
  const regions = [...new Set(rows.flatMap(({ cells }) => [...cells.keys()]))]
    .filter(Boolean)
    .sort()
  const isPlain = rows.every(({ cells }) =>
    [...cells.values()].every(({ status }) => status === 'ok'),
  )
  if (regions.length === 0 || (regions.length === 1 && isPlain)) return undefined
  return {
    regions,
    rows: rows.map(({ name, cells }) => ({
      name,
      cells: regions.map((region) => cells.get(region)),
    })),
  }
}

function ofReads(reads: readonly { region: string }[]): Map<string, RegionCell> {
  const counts = new Map<string, number>()
  for (const { region } of reads) counts.set(region, (counts.get(region) ?? 0) + 1)
  return new Map(
    [...counts].map(([region, count]) => [
      region,
      { status: 'ok' as const, words: count === 1 ? '1 read' : `${count} reads` },
    ]),
  )
}
