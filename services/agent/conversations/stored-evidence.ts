import * as z from 'zod'
import { heldClaim } from '../event-parts.ts'
import type { Evidence, HeldClaim } from '../events.ts'
import { parseJson } from '../json.ts'

/** As it stands in the table: calls once, and of each claim what is not said already. */
const stored = z.object({
  claims: z.int(),
  found: z.int(),
  derived: z.int(),
  asked: z.int(),
  unbacked: z.array(heldClaim.pick({ text: true, kind: true })),
  calls: z.array(z.string()),
  rows: z.array(
    z.tuple([z.string(), z.string(), heldClaim.shape.status, z.int(), z.string(), z.string()]),
  ),
})

/** As JSON within `maxBytes`: the last rows are left out where they are too many. */
export function storedEvidence({ rows, ...counts }: Evidence, maxBytes: number): string {
  const calls = [...new Set(rows.flatMap(({ call }) => call ?? []))]
  const tuples = rows.map((row) => tupleOf(row, calls))
  const withRows = (kept: typeof tuples) => JSON.stringify({ ...counts, calls, rows: kept })
  let left = maxBytes - Buffer.byteLength(withRows([]))
  const firstOver = tuples.findIndex((tuple) => {
    left -= Buffer.byteLength(JSON.stringify(tuple)) + 1
    return left < 0
  })
  return withRows(firstOver === -1 ? tuples : tuples.slice(0, firstOver))
}

export function readEvidence(text: unknown): Evidence | undefined {
  const { data } = stored.safeParse(typeof text === 'string' ? parseJson(text) : undefined)
  if (data === undefined) return undefined
  const { calls, rows, ...counts } = data
  return { ...counts, rows: rows.map((row) => claimOf(row, calls)) }
}

type Tuple = z.infer<typeof stored>['rows'][number]

function tupleOf(row: HeldClaim, calls: readonly string[]): Tuple {
  const { text, kind, status, call, path = '', how = '' } = row
  return [text, kind, status, call === undefined ? -1 : calls.indexOf(call), path, how]
}

function claimOf([text, kind, status, at, path, how]: Tuple, calls: readonly string[]): HeldClaim {
  const call = calls[at]
  return {
    ...{ kind, text, status },
    ...(call !== undefined && { call }),
    ...(path !== '' && { path }),
    ...(how !== '' && { how }),
  }
}
