import { daysSince, daysUntil } from '../../evidence/ages.ts'
import { number, object, text } from '../../evidence/values.ts'
import type { Item, Place } from '../../recipe.ts'

export interface UnrotatedSecret {
  name: string
  region: string
  /** Whether it never was, is no longer, is late, or is only older than was asked for. */
  why: 'never' | 'off' | 'overdue' | 'old'
  /** Days since it was rotated; of one that never was, since it was made. */
  days: number
  last: string | undefined
  created: string
  due: string | undefined
  /** The function that rotates it. */
  by: string | undefined
  /** The service that made it and looks after it, where it does not rotate. */
  keeper: string | undefined
  /** Values put there by hand are no rotation to AWS. */
  changed: string | undefined
}

/** Secrets that do not rotate, or are late; with `days` those that have not for so long. */
export async function unrotatedSecrets(
  place: Place,
  days: number | undefined,
): Promise<{ all: number; found: UnrotatedSecret[] }> {
  const listed = (await place.tryRead('secretsmanager:ListSecrets')) ?? []
  // A replica has what its primary has.
  const own = listed.filter(
    ({ PrimaryRegion }) => PrimaryRegion === undefined || PrimaryRegion === place.region,
  )
  const found = own.flatMap((one) => {
    const state = stateOf(one, place.now)
    if (days === undefined) return state.why === undefined ? [] : [{ ...state, why: state.why }]
    return state.days > days ? [{ ...state, why: state.why ?? ('old' as const) }] : []
  })
  return { all: own.length, found: found.map((one) => ({ ...one, region: place.region })) }
}

function stateOf(secret: Item, now: Date) {
  const { RotationEnabled, LastRotatedDate, NextRotationDate, CreatedDate } = secret
  const last = text(LastRotatedDate) || undefined
  const due = RotationEnabled === true ? text(NextRotationDate) || undefined : undefined
  const owner = text(secret.OwningService) || undefined
  const rotator = text(secret.RotationLambdaARN).split(':function:')[1]
  const every = number(object(secret.RotationRules).AutomaticallyAfterDays)
  const days = daysSince(last ?? CreatedDate, now)
  // The day that AWS gives counts to its end.
  const isLate = due === undefined ? every > 0 && days > every + 1 : daysUntil(due, now) < 0
  const why =
    RotationEnabled === true
      ? isLate
        ? ('overdue' as const)
        : undefined
      : last === undefined
        ? ('never' as const)
        : ('off' as const)
  return {
    name: text(secret.Name),
    why,
    days,
    last,
    created: text(CreatedDate),
    due,
    by: RotationEnabled === true ? (rotator ?? owner) : rotator,
    keeper: RotationEnabled === true ? undefined : owner,
    changed: text(secret.LastChangedDate) || undefined,
  }
}
