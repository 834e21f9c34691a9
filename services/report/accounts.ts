import type { StoredCall } from '../agent/api.ts'

/** The accounts that results are of, by the ARNs and owners in them; else the deployment's own. */
export function accountsIn(calls: readonly StoredCall[], own: string | undefined): string[] {
  const text = JSON.stringify(calls.map(({ result }) => result ?? null))
  const named = text.matchAll(
    /"arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):|"(?:OwnerId|AccountId|Account)":"(\d{12})"/g,
  )
  const counted = new Map<string, number>()
  for (const [, one, other] of named) {
    const account = one ?? other ?? ''
    counted.set(account, (counted.get(account) ?? 0) + 1)
  }
  if (own !== undefined && calls.length > 0)
    return [own, ...[...counted.keys()].filter((one) => one !== own)]
  return [...counted].sort(([, one], [, other]) => other - one).map(([account]) => account)
}
