import type { Shown } from './shown.ts'

/** Since when what an answer told of is so: as its rows say, else as it was said first. */
export function troubleSince(shown: Shown, now: Date): Date | undefined {
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const since = ownSince(one, now)
    if (since !== undefined) return since
    if (!/^recipe:recent_changes$/.test(one.call?.operation ?? '')) return undefined
  }
  return undefined
}

function ownSince({ call, rows, said = '' }: Shown, now: Date): Date | undefined {
  const operation = call?.operation ?? ''
  if (!operation.startsWith('recipe:') || operation === 'recipe:recent_changes') return undefined
  const [row] = rows
  const own = Object.entries(row?.members ?? {}).find(([member]) => isStart.test(member))?.[1]
  return readTime(own ?? '', now) ?? readTime(sinceSaid.exec(said)?.[1] ?? '', now)
}

const isStart = /^(?:since|first|started|began|last|time|at)$/i

const sinceSaid =
  /\b(?:since|first|started|began|from|at) ((?:\d{4}-\d\d-\d\d )?\d\d:\d\d UTC|\d{4}-\d\d-\d\d)\b/i

/** `2026-03-18 13:44 UTC`, `13:44 UTC` of the day that is over then, `2026-03-18T13:39:31.000Z`. */
function readTime(said: string, now: Date): Date | undefined {
  const [, day, clock] = /^(?:(\d{4}-\d\d-\d\d)[ T]?)?(\d\d:\d\d)?/.exec(said) ?? []
  if (day === undefined && clock === undefined) return undefined
  const at = new Date(`${day ?? now.toISOString().slice(0, 10)}T${clock ?? '00:00'}:00Z`)
  if (Number.isNaN(at.getTime())) return undefined
  return day === undefined && at > now ? new Date(at.getTime() - 24 * 3_600_000) : at
}
