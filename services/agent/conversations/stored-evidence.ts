import * as z from 'zod'
import { heldClaim } from '../event-parts.ts'
import type { Evidence, HeldClaim } from '../events.ts'
import { claimKinds } from '../evidence/claim-kinds.ts'
import { parseJson } from '../json.ts'

const statuses = heldClaim.shape.status.options

/** A text; which kind and status; which call; path and how, where there are. */
const claim = z.tuple([z.string(), z.int()]).rest(z.union([z.int(), z.string()]))

/** As it stands in the table, without a word that is known: counts, calls once, and the claims. */
const stored = z
  .tuple([z.int(), z.int(), z.int(), z.int(), z.array(z.string()), z.array(claim)])
  // What is undecided, where something is.
  .rest(z.array(z.tuple([z.string(), z.string()])))

/** As JSON within `maxBytes`: the last rows are left out where they are too many, but those that nothing backs. */
export function storedEvidence({ rows, undecided = [], ...counts }: Evidence, maxBytes: number) {
  const { claims, found, derived, asked } = counts
  const withRows = (kept: readonly HeldClaim[]) => {
    const calls = [...new Set(kept.flatMap(({ call }) => call ?? []))]
    return JSON.stringify([
      ...[claims, found, derived, asked, calls],
      kept.map((row) => tupleOf(row, calls)),
      ...(undecided.length === 0 ? [] : [undecided.map(({ text, kind }) => [text, kind])]),
    ])
  }
  const kept = rows.filter(({ status }) => status === 'unbacked')
  const others = rows.filter(({ status }) => status !== 'unbacked')
  let left = maxBytes - Buffer.byteLength(withRows(kept))
  const known = new Set<string>()
  for (const row of others) {
    const call = row.call !== undefined && !known.has(row.call) ? row.call.length + 3 : 0
    left -= Buffer.byteLength(JSON.stringify(tupleOf(row, []))) + 3 + call
    if (left < 0) break
    kept.push(row)
    if (row.call !== undefined) known.add(row.call)
  }
  const isKept = new Set(kept)
  return withRows(rows.filter((row) => isKept.has(row)))
}

export function readEvidence(text: unknown): Evidence | undefined {
  const read = typeof text === 'string' ? parseJson(text) : undefined
  const { data } = stored.safeParse(read)
  if (data === undefined) return readSpelledOut(read)
  const [claims, found, derived, asked, calls, tuples, open = []] = data
  const undecided = open.map(([text, kind]) => ({ text, kind }))
  const rows = tuples.map((tuple) => claimOf(tuple, calls))
  const unbacked = rows
    .filter(({ status }) => status === 'unbacked')
    .map(({ text, kind }) => ({ text, kind }))
  const counts = { claims, found, derived, asked }
  return { ...counts, unbacked, ...(undecided.length > 0 && { undecided }), rows }
}

type Tuple = z.infer<typeof claim>

function tupleOf({ text, kind, status, call, path, how }: HeldClaim, calls: readonly string[]) {
  const code = kinds.indexOf(kind) * statuses.length + statuses.indexOf(status)
  const at = call === undefined ? -1 : calls.indexOf(call)
  const rest = [call === undefined ? -1 : at, shortened(path ?? ''), how ?? '']
  while (rest.at(-1) === '' || (rest.length === 1 && rest[0] === -1 && call === undefined))
    rest.pop()
  return [text, code, ...rest]
}

function claimOf([text, code, ...rest]: Tuple, calls: readonly string[]): HeldClaim {
  const [at = -1, path = '', how = ''] = rest
  const call = calls[Number(at)]
  return {
    kind: kinds[Math.floor(code / statuses.length)] ?? 'name',
    text,
    status: statuses[code % statuses.length] ?? 'asked',
    ...(call !== undefined && { call }),
    ...(path !== '' && { path: spelledOut(String(path)) }),
    ...(how !== '' && { how: String(how) }),
  }
}

/** Their order is that of what is stored: new ones come last. */
const kinds: readonly string[] = claimKinds

/** `regions[0].items[3].InstanceId` as `0/3/InstanceId`. */
const shortened = (path: string): string =>
  path.replace(/^regions\[(\d+)\]\.items\[(\d+)\](?:\.|$)/, '$1/$2/')

const spelledOut = (path: string): string =>
  path.replace(/^(\d+)\/(\d+)\//, 'regions[$1].items[$2].').replace(/\.$/, '')

/** As earlier versions stored it. */
const before = z.object({
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

function readSpelledOut(read: unknown): Evidence | undefined {
  const { data } = before.safeParse(read)
  if (data === undefined) return undefined
  const { calls, rows, ...counts } = data
  return {
    ...counts,
    rows: rows.map(([text, kind, status, at, path, how]) => ({
      ...{ kind, text, status },
      ...(calls[at] !== undefined && { call: calls[at] }),
      ...(path !== '' && { path }),
      ...(how !== '' && { how }),
    })),
  }
}
