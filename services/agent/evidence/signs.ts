import type { Claim } from './claims.ts'

/** A column of changes: `+` where the figure before it is larger than the one before that. */
export function wrongSigns(claims: readonly Claim[]): Set<Claim> {
  const found = new Set<Claim>()
  const cells = claims.filter(({ statement, number }) => statement.cells && number !== undefined)
  const tables = Map.groupBy(cells, ({ statement }) => statement.block)
  for (const table of tables.values()) {
    const rows = [...Map.groupBy(table, ({ statement }) => statement).values()].flatMap((row) => {
      const change = row.find((one) => changes.test(headOf(one)))
      const [one, other] = row.filter(({ index }) => index < (change?.index ?? 0)).slice(-2)
      const said = change && /([+−–-]) ?[$€]?$/.exec(beforeOf(change))?.[1]
      if (change === undefined || said === undefined) return []
      const apart = (other?.number?.value ?? 0) - (one?.number?.value ?? 0)
      if (other === undefined || apart === 0) return []
      return [{ change, agrees: apart > 0 === (said === '+') }]
    })
    const wrong = rows.filter(({ agrees }) => !agrees)
    // As many the other way round: then the columns go from new to old.
    if (rows.length < 3 || wrong.length * 3 > rows.length) continue
    for (const { change } of wrong) found.add(change)
  }
  return found
}

const changes = /^(?:change|difference|diff|delta|increase|Δ|±|\+\/[-−])/i

const headOf = ({ statement: { cells = [] }, index: at }: Claim): string =>
  cells.findLast(({ index }) => index <= at)?.head ?? ''

/** In its cell. */
function beforeOf({ statement: { cells = [], text }, number, index }: Claim): string {
  const at = number?.index ?? index
  return text.slice(cells.findLast((cell) => cell.index <= at)?.index ?? 0, at)
}
