import { isRecord } from '../json.ts'
import { isOwned } from '../policy/foreign.ts'
import { wellFormed } from '../text.ts'
import type { ToolContext } from '../tool.ts'
import type { FoundOperation } from './find-operation.ts'

/** The account that calls are made as, where the platform or the credentials say. */
export const ownAccount = ({
  account,
  clients,
}: Pick<ToolContext, 'account' | 'clients'>): string | undefined => account ?? clients.account

/** Whose a bucket may be: one's own, or of an account that configuration names; anybody's where the own is not known. */
export function bucketOwners(context: ToolContext): readonly (string | undefined)[] {
  const own = ownAccount(context)
  return own === undefined ? [undefined] : [own, ...(context.readableAccounts ?? [])]
}

/** Parameters in which the account is said that some services ask for, though only the own one is read. */
export function withOwnAccount(
  { service, operation }: FoundOperation,
  parameters: unknown,
  context: ToolContext,
): unknown {
  const own = ownAccount(context)
  const isAsked = operation.parameters?.AccountId !== undefined && isOwned(service, 'AccountId')
  if (own === undefined || !isAsked) return parameters
  const given = parameters === undefined ? {} : asRecord(parameters)
  const isSaid = Object.keys(given ?? {}).some((name) => /^account[-_]?id$/i.test(name))
  return given === undefined || isSaid ? parameters : { ...given, AccountId: own }
}

/** An object, or the JSON text of one; of anything else the check of parameters says what it is. */
export function asRecord(given: unknown): Record<string, unknown> | undefined {
  if (typeof given !== 'string') return isRecord(given) ? given : undefined
  try {
    const parsed: unknown = wellFormed(JSON.parse(given))
    return isRecord(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}
