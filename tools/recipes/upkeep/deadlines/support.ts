import { daysUntil } from '../../evidence/ages.ts'
import type { Support } from '../../evidence/support-dates.ts'
import { said } from '../../evidence/wording.ts'
import type { Place } from '../../recipe.ts'
import type { Deadline } from './deadline.ts'

interface Supported {
  kind: string
  name: string
  version: string
  /** Who upgrades it when all support is over. */
  service: string
  now: Date
}

/** The end of standard support, and once that is past, the end of what is paid for. */
export function supportDeadlines(
  { standard, extended }: Support,
  supported: Supported,
): Deadline[] {
  const { kind, name, version, service, now } = supported
  const at = (day: string, what: string) => ({ kind, name, day, days: daysUntil(day, now), what })
  const over = `${service} then upgrades it by itself`
  const ends = `end of standard support of ${version}`
  if (extended === undefined) return [at(standard, `${ends}: ${over}`)]
  const billed = at(standard, `${ends}: from then on extended support is billed, until ${extended}`)
  if (billed.days >= 0) return [billed]
  return [billed, at(extended, `end of extended support of ${version}: ${over}`)]
}

/** A version that neither AWS nor the table knows is named, not left out in silence. */
export function unknownSupport({ note }: Place, version: string): Deadline[] {
  note(`The end of support of ${said(version, 60)} is unknown here.`)
  return []
}
